import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createMovement, type ItemOut, type MovementIn, type MovementOut, undoMovement } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';

/** Takes a movement back; says so, or why it cannot be. */
export function useUndo() {
  const { t } = useTranslation('movements');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (movement: Pick<MovementOut, 'id'>) =>
      undoMovement({ path: { movement_id: movement.id }, headers: { 'Idempotency-Key': randomId() } }),
    onSuccess: () => notify.done(t('undone')),
    onSettled: () => invalidate(client, 'item'),
  });
}

/** Sends a movement of an item. `key` is the dialog's own, so that a second press counts once. */
export function useMove(item: ItemOut, key: string) {
  const { t } = useTranslation('movements');
  const client = useQueryClient();
  const undo = useUndo();
  return useMutation({
    mutationFn: (body: MovementIn) =>
      createMovement({ path: { item_id: item.id }, body, headers: { 'Idempotency-Key': key } }),
    meta: { handlesError: true },
    onSuccess: ({ data: { movement } }) => {
      const said = t(`saved.${movement.movement_type}`, { n: movement.quantity, unit: item.unit });
      notify.done(movement.performance ? t('savedFor', { said, title: movement.performance.title }) : said, {
        label: t('undo'),
        run: () => undo.mutate(movement),
        listed: true,
      });
      return invalidate(client, 'item');
    },
  });
}
