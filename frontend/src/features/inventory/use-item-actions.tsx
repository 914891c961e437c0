import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut, MovementType } from '@/api/gen';
import { Booking } from '@/features/schedule';
import { useCan } from '@/shared/permissions';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { type ItemActionId, type OfferedAction, offeredActions } from './item-actions';
import { actOf, itemObstacle } from './movements/acts';
import { MovementDialog } from './movements/movement-dialog';
import { useArchive } from './use-archive';

export interface OpenAction extends OfferedAction {
  readonly label: string;
  /** The reason in the reader's language. */
  readonly why: string | null;
  readonly run: () => void;
}

/** What a dialog without a chosen act begins with. */
function usual(item: ItemOut): MovementType {
  return itemObstacle(item, actOf('issue')) === null ? 'issue' : 'receipt';
}

/** The acts of the item on screen, their keys, and the dialog one of them may have opened. */
export function useItemActions(item: ItemOut | undefined): {
  actions: readonly OpenAction[];
  /** Starts a transfer from a balance; null without the right. */
  move: ((from: Balance) => void) | null;
  dialog: ReactNode;
} {
  const { t } = useTranslation(['inventory', 'movements']);
  const can = useCan();
  const navigate = useNavigate();
  const { archive, restore } = useArchive();
  const [moving, setMoving] = useState<{ kind: MovementType; from?: Balance; picking?: boolean } | null>(
    null,
  );
  const [booking, setBooking] = useState(false);

  const run = (action: OfferedAction, target: ItemOut) => {
    if (action.movement) return setMoving({ kind: action.movement });
    switch (action.id) {
      case 'movement':
        return setMoving({ kind: usual(target), picking: true });
      case 'book':
        return setBooking(true);
      case 'edit':
        return void navigate({ to: '/inventory/$itemId/edit', params: { itemId: target.id } });
      case 'label':
        return void navigate({ to: '/inventory/labels', search: { ids: [target.id] } });
      case 'duplicate':
        return void navigate({ to: '/inventory/new', search: { from: target.id } });
      case 'archive':
        return void archive(target);
      case 'restore':
        return void restore([target]);
    }
  };
  const nameOf = (id: ItemActionId) => {
    switch (id) {
      case 'movement':
        return t('movements:other');
      case 'book':
      case 'edit':
      case 'label':
      case 'duplicate':
      case 'archive':
      case 'restore':
        return t(`inventory:action.${id}`);
      default:
        return t(`movements:act.${id}`);
    }
  };
  const actions = item
    ? offeredActions(item, can).map((action) => ({
        ...action,
        label: nameOf(action.id),
        why: action.reason ? t(`movements:reason.${action.reason}`) : null,
        run: () => run(action, item),
      }))
    : [];
  useHotkeys(
    actions.flatMap((action) =>
      action.keys && action.why === null
        ? [{ keys: action.keys, label: action.label, group: 'act' as const, run: action.run }]
        : [],
    ),
  );
  const mayMove = actions.some((action) => action.id === 'transfer');
  return {
    actions,
    move: mayMove ? (from) => setMoving({ kind: 'transfer', from }) : null,
    dialog:
      item && moving ? (
        <MovementDialog
          item={item}
          kind={moving.kind}
          from={moving.from}
          picking={moving.picking ?? false}
          onClose={() => setMoving(null)}
        />
      ) : item && booking ? (
        <Booking item={item} onClose={() => setBooking(false)} />
      ) : null,
  };
}
