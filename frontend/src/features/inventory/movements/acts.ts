import {
  type Icon,
  IconAdjustments,
  IconArrowsExchange,
  IconBan,
  IconBookmark,
  IconBookmarkOff,
  IconCircleCheck,
  IconInbox,
  IconPackageExport,
  IconPackageImport,
  IconTool,
  IconTruck,
  IconTruckReturn,
} from '@tabler/icons-react';
import type { ItemOut, ItemStatus, LocationNode, MovementType } from '@/api/gen';

/** One kind of movement as a person sees it; the server's table of rules is the same. */
export interface Act {
  readonly kind: MovementType;
  readonly icon: Icon;
  /** Statuses that pieces may leave; null: they come from outside. A correction may go both ways. */
  readonly from: readonly ItemStatus[] | null;
  /** Statuses that pieces may get; several are a choice, null: they are gone from the books. */
  readonly to: readonly ItemStatus[] | null;
  /** Pieces stay where they are and only change status. */
  readonly stays?: boolean;
  /** Ends what another movement began: the ledger knows where pieces came from. */
  readonly back?: boolean;
  /** May be for a title. */
  readonly titled?: boolean;
  /** Where such pieces usually go. */
  readonly goesTo?: LocationNode['type'];
}

const EVERY = ['in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'] as const;
const LIVE = ['in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair'] as const;
/** From here pieces go out, and here they belong. */
export const HOME: readonly ItemStatus[] = ['in_stock', 'reserved'];

/** In the order in which a theatre's day needs them. */
export const ACTS: readonly Act[] = [
  {
    kind: 'issue',
    icon: IconPackageExport,
    from: ['in_stock', 'reserved'],
    to: ['on_stage'],
    titled: true,
    goesTo: 'stage',
  },
  { kind: 'return', icon: IconPackageImport, from: ['on_stage'], to: ['in_stock'], back: true, titled: true },
  { kind: 'transfer', icon: IconArrowsExchange, from: LIVE, to: LIVE, titled: true },
  { kind: 'reserve', icon: IconBookmark, from: ['in_stock'], to: ['reserved'], stays: true, titled: true },
  {
    kind: 'unreserve',
    icon: IconBookmarkOff,
    from: ['reserved'],
    to: ['in_stock'],
    stays: true,
    back: true,
    titled: true,
  },
  {
    kind: 'repair_out',
    icon: IconTool,
    from: ['in_stock', 'on_stage', 'reserved', 'on_tour'],
    to: ['in_repair'],
    titled: true,
    goesTo: 'workshop',
  },
  { kind: 'repair_in', icon: IconCircleCheck, from: ['in_repair'], to: ['in_stock'], back: true },
  {
    kind: 'tour_out',
    icon: IconTruck,
    from: ['in_stock', 'reserved', 'on_stage'],
    to: ['on_tour'],
    titled: true,
    goesTo: 'tour',
  },
  { kind: 'tour_in', icon: IconTruckReturn, from: ['on_tour'], to: ['in_stock'], back: true, titled: true },
  { kind: 'receipt', icon: IconInbox, from: null, to: EVERY },
  { kind: 'write_off', icon: IconBan, from: LIVE, to: ['decommissioned'], stays: true, titled: true },
  { kind: 'adjustment', icon: IconAdjustments, from: EVERY, to: EVERY },
];

const BY_KIND = new Map(ACTS.map((act) => [act.kind, act]));

export function actOf(kind: MovementType): Act {
  const act = BY_KIND.get(kind);
  if (!act) throw new Error(`no act for ${kind}`);
  return act;
}

/** Kinds in their order, as the filters list them. */
export const KINDS: readonly MovementType[] = ACTS.map((act) => act.kind);

interface Piece {
  readonly status: ItemStatus;
  readonly quantity: number;
}

/** Balances that pieces of an act may leave, the usual status first. */
export function sources<T extends Piece>(stock: readonly T[], act: Act): T[] {
  const from = act.from ?? [];
  return stock
    .filter((held) => held.quantity > 0 && from.includes(held.status))
    .toSorted(
      (one, other) => from.indexOf(one.status) - from.indexOf(other.status) || other.quantity - one.quantity,
    );
}

/** Acts that the balances can forbid: new pieces and corrections can always be written down. */
export type Obstacle = Exclude<MovementType, 'receipt' | 'adjustment'> | 'care';

/** Why the balances forbid an act now, as the act whose pieces are missing; null when they allow it. */
export function obstacle(stock: readonly Piece[], act: Act): Obstacle | null {
  if (act.kind === 'receipt' || act.kind === 'adjustment') return null;
  return sources(stock, act).length > 0 ? null : act.kind;
}

/** Why an act is impossible for an item now: by its balances, or because overdue care keeps it in the store. */
export function itemObstacle(item: Pick<ItemOut, 'stock' | 'care'>, act: Act): Obstacle | null {
  const leaves = act.kind === 'issue' || act.kind === 'tour_out';
  return obstacle(item.stock, act) ?? (leaves && item.care.blocks_issue ? 'care' : null);
}
