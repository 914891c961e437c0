import type { ItemStatus } from '@/api/gen';
import { STATUSES } from './vocabulary';

interface Piece {
  readonly location_id: number | null;
  readonly status: ItemStatus;
  readonly quantity: number;
}

export interface StatusSum {
  readonly status: ItemStatus;
  readonly quantity: number;
}

/** Pieces by status in the order of the house; what is written off comes last and only if asked. */
export function byStatus(stock: readonly Piece[], withGone = false): StatusSum[] {
  return STATUSES.flatMap((status) => {
    if (status === 'decommissioned' && !withGone) return [];
    const quantity = stock.reduce((sum, held) => (held.status === status ? sum + held.quantity : sum), 0);
    return quantity > 0 ? [{ status, quantity }] : [];
  });
}

/** Balances as a card lists them: by status, the larger first. */
export function sortedBalances<T extends Piece>(stock: readonly T[]): T[] {
  return stock
    .filter((held) => held.quantity > 0)
    .toSorted(
      (one, other) =>
        STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status) || other.quantity - one.quantity,
    );
}

/** In how many places live pieces lie. */
export function placeCount(stock: readonly Piece[]): number {
  const live = stock.filter((held) => held.status !== 'decommissioned' && held.quantity > 0);
  return new Set(live.map((held) => held.location_id)).size;
}

/** How many pieces lie free in stock. */
export function freeQuantity(stock: readonly Piece[]): number {
  return stock.reduce((sum, held) => (held.status === 'in_stock' ? sum + held.quantity : sum), 0);
}

/** Names a balance within an item: its place and status. */
export function balanceKey(held: Pick<Piece, 'location_id' | 'status'>): string {
  return `${held.location_id ?? ''}:${held.status}`;
}
