import type { TFunction } from 'i18next';
import type { BulkRunRow } from '@/api/gen';

/** «Переместить», «Сменить категорию». */
export function actName(action: BulkRunRow['action'], t: TFunction<['bulk', 'movements']>): string {
  return action.type === 'move' ? t(`movements:act.${action.movement_type}`) : t(`act.${action.type}`);
}
