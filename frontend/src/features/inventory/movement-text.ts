import type { MovementOut, Ref } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatNumber } from '@/shared/lib/numbers';

/** Statuses that the place alone does not tell. */
const TELLING: ReadonlySet<string> = new Set(['reserved', 'on_tour', 'in_repair']);

type PathOf = (place: Ref) => string;

function place(ref: Ref | null, pathOf: PathOf): string {
  return ref ? pathOf(ref) : i18next.t('inventory:noPlace');
}

/**
 * What a movement did, in one line without its quantity: «Склад А → Основная сцена»,
 * «Склад А: На складе → В ремонте», «Приход: Склад А».
 */
export function movementRoute(movement: MovementOut, pathOf: PathOf): string {
  const { movement_type: kind, from_status, to_status } = movement;
  const from = place(movement.from_location, pathOf);
  const to = place(movement.to_location, pathOf);
  const t = i18next.getFixedT(null, 'inventory');
  if (kind === 'transfer') {
    if (movement.from_location?.id === movement.to_location?.id && from_status && to_status) {
      return `${to}: ${t(`status.${from_status}`)} → ${t(`status.${to_status}`)}`;
    }
    const arrived = to_status && TELLING.has(to_status) ? ` (${t(`status.${to_status}`)})` : '';
    return `${from} → ${to}${arrived}`;
  }
  const where = from_status ? from : to;
  return `${t(`movement.done.${kind}`)}: ${where}`;
}

/** «6 шт», for corrections with their sign: «+2 шт», «−1 шт». */
export function movementQuantity(movement: MovementOut, unit: string): string {
  const sign = movement.movement_type === 'adjustment' ? (movement.from_status ? '−' : '+') : '';
  return `${sign}${formatNumber(movement.quantity)} ${unit}`;
}
