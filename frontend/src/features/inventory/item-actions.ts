import {
  type Icon,
  IconArchive,
  IconArrowBackUp,
  IconBookmark,
  IconCopy,
  IconHistory,
  IconPencil,
  IconQrcode,
} from '@tabler/icons-react';
import type { ItemOut, MovementType } from '@/api/gen';
import type { Permission, Scoped } from '@/shared/permissions';
import { ACTS, actOf, itemObstacle, type Obstacle } from './movements/acts';

export type ItemActionId =
  | MovementType
  | 'movement'
  | 'book'
  | 'edit'
  | 'label'
  | 'duplicate'
  | 'archive'
  | 'restore';

export interface ItemAction {
  readonly id: ItemActionId;
  readonly icon: Icon;
  readonly permission: Permission;
  /** The movement it starts; `movement` itself lets one choose. */
  readonly movement?: MovementType;
  /** The key that does it while the item is open. */
  readonly keys?: string;
  readonly danger?: boolean;
  /** Of archived items only; all others are of live ones. */
  readonly archived?: boolean;
}

/** Everything that can be done with one item; buttons, menus and keys are drawn from it. */
export const ITEM_ACTIONS: readonly ItemAction[] = [
  ...ACTS.map(
    ({ kind, icon }): ItemAction => ({
      id: kind,
      icon,
      permission: 'inventory:move',
      movement: kind,
      ...(kind === 'transfer' ? { keys: 'KeyM' } : {}),
    }),
  ),
  { id: 'movement', icon: IconHistory, permission: 'inventory:move' },
  { id: 'book', icon: IconBookmark, permission: 'schedule:update' },
  { id: 'edit', icon: IconPencil, permission: 'inventory:update', keys: 'KeyE' },
  { id: 'label', icon: IconQrcode, permission: 'inventory:read' },
  { id: 'duplicate', icon: IconCopy, permission: 'inventory:create' },
  { id: 'archive', icon: IconArchive, permission: 'inventory:delete', danger: true },
  { id: 'restore', icon: IconArrowBackUp, permission: 'inventory:delete', archived: true },
];

export interface OfferedAction extends ItemAction {
  /** Why the item's state forbids it now. */
  readonly reason: Obstacle | null;
}

/** What of an item may be done by somebody: without the right an act is left out, a state only disables it. */
export function offeredActions(
  item: ItemOut,
  can: (permission: Permission, record?: Scoped) => boolean,
): OfferedAction[] {
  const archived = item.deleted_at !== null;
  return ITEM_ACTIONS.flatMap((action) => {
    if ((action.archived ?? false) !== archived && action.id !== 'duplicate') return [];
    // A copy belongs to whoever makes it, a booking to its event: the item's department does not matter.
    const allowed =
      action.id === 'duplicate' || action.id === 'book'
        ? can(action.permission)
        : can(action.permission, item);
    if (!allowed) return [];
    const { movement } = action;
    return [{ ...action, reason: movement ? itemObstacle(item, actOf(movement)) : null }];
  });
}
