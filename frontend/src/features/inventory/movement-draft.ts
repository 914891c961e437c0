import type { Balance, ItemOut, ItemStatus, MovementIn, MovementType } from '@/api/gen';
import { balanceKey, sortedBalances } from './stock';

/** What the movement dialog holds. `source` names a balance by its key. */
export interface MovementDraft {
  readonly kind: MovementType;
  /** Of a correction: were pieces found, or are they missing? */
  readonly direction: 'more' | 'fewer';
  readonly source: string | null;
  readonly quantity: number | null;
  readonly to_location_id: number | null;
  readonly to_status: ItemStatus;
  readonly comment: string;
}

/** Balances that pieces of this kind of movement may leave. */
export function sources(item: ItemOut, kind: MovementType): Balance[] {
  return sortedBalances(item.stock).filter(
    (held) => kind === 'adjustment' || held.status !== 'decommissioned',
  );
}

export function leavesBalance(draft: Pick<MovementDraft, 'kind' | 'direction'>): boolean {
  return (
    draft.kind === 'transfer' ||
    draft.kind === 'write_off' ||
    (draft.kind === 'adjustment' && draft.direction === 'fewer')
  );
}

export function findSource(item: ItemOut, key: string | null): Balance | undefined {
  return item.stock.find((held) => balanceKey(held) === key);
}

/** A dialog as it opens: from the given balance or the largest free one, one piece. */
export function startDraft(item: ItemOut, kind: MovementType, from?: Balance): MovementDraft {
  const fitting = sources(item, kind);
  const source = from ?? fitting.find((held) => held.status === 'in_stock') ?? fitting[0];
  return {
    kind,
    direction: 'fewer',
    source: source ? balanceKey(source) : null,
    quantity: 1,
    to_location_id: (kind === 'transfer' ? source?.location_id : item.location?.id) ?? null,
    to_status: kind === 'transfer' ? (source?.status ?? 'in_stock') : 'in_stock',
    comment: '',
  };
}

/** What is wrong with a draft, by field; empty when it can be sent. */
export function checkDraft(
  draft: MovementDraft,
  item: ItemOut,
): { quantity?: 'required' | 'tooMany'; source?: 'required'; to_location_id?: 'nowhere' } {
  const source = findSource(item, draft.source);
  const leaves = leavesBalance(draft);
  if (leaves && !source) return { source: 'required' };
  if (draft.quantity === null || draft.quantity < 1) return { quantity: 'required' };
  if (leaves && source && draft.quantity > source.quantity) return { quantity: 'tooMany' };
  if (
    draft.kind === 'transfer' &&
    source?.location_id === draft.to_location_id &&
    source.status === draft.to_status
  ) {
    return { to_location_id: 'nowhere' };
  }
  return {};
}

/** The request of a checked draft: every end is named, nothing is left to guess. */
export function toMovement(draft: MovementDraft, item: ItemOut): MovementIn {
  const source = findSource(item, draft.source);
  const from =
    leavesBalance(draft) && source
      ? { from_location_id: source.location_id, from_status: source.status }
      : {};
  const arrives = draft.kind === 'transfer' || !leavesBalance(draft);
  const to = arrives ? { to_location_id: draft.to_location_id, to_status: draft.to_status } : {};
  return {
    movement_type: draft.kind,
    quantity: draft.quantity ?? 0,
    ...from,
    ...to,
    comment: draft.comment.trim() === '' ? null : draft.comment.trim(),
  };
}
