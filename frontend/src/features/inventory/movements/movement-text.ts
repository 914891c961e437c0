import type { MovementOut, Ref } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatNumber } from '@/shared/lib/numbers';

/** Statuses that a place alone does not tell, where the kind does not say them either. */
const TELLING: ReadonlySet<string> = new Set(['reserved', 'on_tour', 'in_repair']);

export type PathOf = (place: Ref) => string;

function place(ref: Ref | null, pathOf: PathOf): string {
  return ref ? pathOf(ref) : i18next.t('inventory:noPlace');
}

/** Where pieces went: «Склад А → Основная сцена»; one place when they stayed in it. */
export function movementRoute(movement: MovementOut, pathOf: PathOf): string {
  const { movement_type: kind, from_status, to_status } = movement;
  const from = place(movement.from_location, pathOf);
  const to = place(movement.to_location, pathOf);
  const t = i18next.getFixedT(null, 'inventory');
  if (!from_status) return to;
  if (!to_status) return from;
  if (movement.from_location?.id === movement.to_location?.id) {
    return kind === 'transfer' ? `${to}: ${t(`status.${from_status}`)} → ${t(`status.${to_status}`)}` : to;
  }
  const told = kind === 'transfer' && TELLING.has(to_status) && to_status !== from_status;
  return `${from} → ${to}${told ? ` (${t(`status.${to_status}`)})` : ''}`;
}

/** «6 шт», for corrections with their sign: «+2 шт», «−1 шт». */
export function movementQuantity(movement: MovementOut, unit: string): string {
  const sign = movement.movement_type === 'adjustment' ? (movement.from_status ? '−' : '+') : '';
  return `${sign}${formatNumber(movement.quantity)} ${unit}`;
}

/** «Выдано 6 шт»; «Отмена: выдача, 6 шт» for what takes another movement back. */
export function movementSentence(movement: MovementOut, unit: string): string {
  const t = i18next.getFixedT(null, 'movements');
  const amount = movementQuantity(movement, unit);
  if (movement.undoes_id === null) return t(`done.${movement.movement_type}`, { amount });
  return t('takesBack', { what: `${t(`kind.${movement.movement_type}`).toLowerCase()}, ${amount}` });
}
