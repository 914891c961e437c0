import type { Balance, ItemOut, ItemStatus, LocationNode, MovementIn, MovementOut } from '@/api/gen';
import { flattenTree } from '@/shared/lib/tree';
import { balanceKey } from '../stock';
import { type Act, HOME, sources } from './acts';

/** What the movement dialog holds. `source` names a balance by its key. */
export interface MovementDraft {
  /** Of a correction: were pieces found, or are they missing? */
  readonly direction: 'more' | 'fewer';
  readonly source: string | null;
  readonly quantity: number | null;
  readonly to_location_id: number | null;
  readonly to_status: ItemStatus;
  readonly performance: { readonly id: number; readonly title: string } | null;
  readonly comment: string;
}

export function leavesBalance(act: Act, draft: Pick<MovementDraft, 'direction'>): boolean {
  return act.kind === 'adjustment' ? draft.direction === 'fewer' : act.from !== null;
}

/** Whether pieces arrive somewhere that has to be named. */
export function arrives(act: Act, draft: Pick<MovementDraft, 'direction'>): boolean {
  return !act.stays && (act.kind !== 'adjustment' || draft.direction === 'more');
}

export function findSource(item: Pick<ItemOut, 'stock'>, key: string | null): Balance | undefined {
  return item.stock.find((held) => balanceKey(held) === key);
}

type Origin = Pick<MovementDraft, 'to_location_id' | 'performance'>;

/**
 * Where pieces that lie in a balance came from, and for which title, when the known movements agree. The server does
 * the same; here it is shown before anything is sent.
 */
export function originOf(source: Balance, history: readonly MovementOut[]): Partial<Origin> {
  let lying = source.quantity;
  const behind: MovementOut[] = [];
  for (const movement of history) {
    if (lying <= 0) break;
    const here =
      movement.to_status === source.status && (movement.to_location?.id ?? null) === source.location_id;
    if (!here || movement.undoes_id !== null || movement.undone_by_id !== null) continue;
    behind.push(movement);
    lying -= movement.quantity;
  }
  const first = behind[0];
  if (lying > 0 || !first) return {};
  const place = first.from_location?.id ?? null;
  const isHome = behind.every(
    (one) =>
      one.from_status !== null && HOME.includes(one.from_status) && (one.from_location?.id ?? null) === place,
  );
  const isOneTitle = behind.every((one) => one.performance?.id === first.performance?.id);
  return {
    ...(isHome ? { to_location_id: place } : {}),
    ...(isOneTitle && first.performance ? { performance: first.performance } : {}),
  };
}

/** The only place of its type, or the first in the theatre's own order. */
function usualPlace(act: Act, nodes: readonly LocationNode[]): number | undefined {
  if (!act.goesTo) return undefined;
  return flattenTree(nodes).find(({ node }) => node.type === act.goesTo && node.is_active)?.node.id;
}

interface Known {
  readonly item: ItemOut;
  readonly history: readonly MovementOut[];
  readonly places: readonly LocationNode[];
}

/** A dialog as it opens: from the given balance or the usual one, one piece, back home where pieces came from. */
export function startDraft(act: Act, known: Known, from?: Balance): MovementDraft {
  const fitting = sources(known.item.stock, act);
  const source = fitting.find((held) => from && balanceKey(held) === balanceKey(from)) ?? fitting[0];
  const stay = (source ? source.location_id : known.item.location?.id) ?? null;
  const status = act.kind === 'transfer' && source ? source.status : act.to?.[0];
  const back = act.back && source ? originOf(source, known.history) : {};
  return {
    direction: 'fewer',
    source: source ? balanceKey(source) : null,
    quantity: act.kind === 'return' && source ? source.quantity : 1,
    to_location_id: usualPlace(act, known.places) ?? stay,
    to_status: status ?? 'in_stock',
    performance: null,
    comment: '',
    ...back,
  };
}

/** What is wrong with a draft, by field; empty when it can be sent. */
export function checkDraft(
  act: Act,
  draft: MovementDraft,
  item: Pick<ItemOut, 'stock'>,
): { quantity?: 'required' | 'tooMany'; source?: 'required'; to_location_id?: 'nowhere' } {
  const source = findSource(item, draft.source);
  const leaves = leavesBalance(act, draft);
  if (leaves && !source) return { source: 'required' };
  if (draft.quantity === null || draft.quantity < 1) return { quantity: 'required' };
  if (leaves && source && draft.quantity > source.quantity) return { quantity: 'tooMany' };
  if (
    act.kind === 'transfer' &&
    source?.location_id === draft.to_location_id &&
    source.status === draft.to_status
  ) {
    return { to_location_id: 'nowhere' };
  }
  return {};
}

/** The request of a checked draft: every end is named, nothing is left to guess. */
export function toMovement(act: Act, draft: MovementDraft, item: Pick<ItemOut, 'stock'>): MovementIn {
  const source = findSource(item, draft.source);
  const from =
    leavesBalance(act, draft) && source
      ? { from_location_id: source.location_id, from_status: source.status }
      : {};
  const to = arrives(act, draft) ? { to_location_id: draft.to_location_id, to_status: draft.to_status } : {};
  return {
    movement_type: act.kind,
    quantity: draft.quantity ?? 0,
    ...from,
    ...to,
    ...(act.titled ? { performance_id: draft.performance?.id ?? null } : {}),
    comment: draft.comment.trim() === '' ? null : draft.comment.trim(),
  };
}

export interface Change {
  readonly location_id: number | null;
  readonly status: ItemStatus;
  readonly before: number;
  readonly after: number;
}

/** The balances that a draft changes, before and after; empty while it makes no sense. */
export function preview(act: Act, draft: MovementDraft, item: Pick<ItemOut, 'stock'>): Change[] {
  if (Object.keys(checkDraft(act, draft, item)).length > 0) return [];
  const { quantity } = toMovement(act, draft, item);
  const source = findSource(item, draft.source);
  const leaves = leavesBalance(act, draft) ? source : undefined;
  const change = (place: Pick<Balance, 'location_id' | 'status'>, by: number): Change => {
    const before = findSource(item, balanceKey(place))?.quantity ?? 0;
    return { location_id: place.location_id, status: place.status, before, after: before + by };
  };
  const changes = leaves ? [change(leaves, -quantity)] : [];
  if (arrives(act, draft)) {
    changes.push(change({ location_id: draft.to_location_id, status: draft.to_status }, quantity));
  } else if (act.stays && leaves) {
    changes.push(change({ location_id: leaves.location_id, status: act.to?.[0] ?? 'in_stock' }, quantity));
  }
  return changes;
}
