import type { BulkIn } from '@/api/gen';
import type { Permission } from '@/shared/permissions';

export type Action = BulkIn['action'];
export type Move = Extract<Action, { type: 'move' }>;
export type MoveKind = Move['movement_type'];

/** Everything that the dialog can do: movements by their kind, other acts by their name. */
export type ActId = MoveKind | Exclude<Action['type'], 'move'>;

export const MOVES = [
  'transfer',
  'issue',
  'return',
  'reserve',
  'unreserve',
  'repair_out',
  'repair_in',
  'tour_out',
  'tour_in',
  'write_off',
] as const satisfies readonly MoveKind[];

export const SETTERS = [
  'set_category',
  'set_department',
  'set_responsible',
  'set_condition',
  'add_tags',
  'remove_tags',
] as const satisfies readonly ActId[];

export function isMove(act: ActId): act is MoveKind {
  return MOVES.some((kind) => kind === act);
}

/** What a change of a single item would demand. */
export function permissionOf(act: ActId): Permission {
  if (isMove(act)) return 'inventory:move';
  return act === 'archive' || act === 'restore' ? 'inventory:delete' : 'inventory:update';
}

/** After these a thing is gone from where it was looked for. */
export function isGrave(act: ActId): boolean {
  return act === 'archive' || act === 'write_off';
}

export interface Draft {
  readonly quantity: 'all' | number | null;
  readonly place: number | null;
  readonly title: { readonly id: number; readonly title: string } | null;
  readonly comment: string;
  readonly reference: number | null;
  readonly condition: 'good' | 'fair' | 'poor';
  readonly tags: readonly number[];
}

export const EMPTY: Draft = {
  quantity: 'all',
  place: null,
  title: null,
  comment: '',
  reference: null,
  condition: 'good',
  tags: [],
};

/** What is sent, or null while something needed is missing. */
export function toAction(act: ActId, draft: Draft): Action | null {
  if (isMove(act)) {
    if (draft.quantity === null || (act === 'transfer' && draft.place === null)) return null;
    return {
      type: 'move',
      movement_type: act,
      quantity: draft.quantity,
      ...(draft.place === null ? {} : { to_location_id: draft.place }),
      ...(draft.title === null ? {} : { performance_id: draft.title.id }),
      ...(draft.comment.trim() === '' ? {} : { comment: draft.comment.trim() }),
    };
  }
  switch (act) {
    case 'set_category':
      return { type: act, category_id: draft.reference };
    case 'set_department':
      return { type: act, department_id: draft.reference };
    case 'set_responsible':
      return { type: act, responsible_id: draft.reference };
    case 'set_condition':
      return { type: act, condition: draft.condition };
    case 'add_tags':
    case 'remove_tags':
      return draft.tags.length > 0 ? { type: act, tag_ids: [...draft.tags] } : null;
    case 'archive':
    case 'restore':
      return { type: act };
  }
}
