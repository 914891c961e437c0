import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ItemOut, type KitMovementIn, moveKit, undoMovementBatch } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';

/** Sends a kit on its way; the toast takes the whole act back. */
export function useKitMove(item: ItemOut, key: string) {
  const { t } = useTranslation(['units', 'movements']);
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: (batch: string) =>
      undoMovementBatch({ path: { batch }, headers: { 'Idempotency-Key': randomId() } }),
    onSuccess: ({ data }) => notify.done(t('movements:batch.undone', { count: data.movements })),
    onSettled: () => invalidate(client, 'item'),
  });
  return useMutation({
    mutationFn: (body: KitMovementIn) =>
      moveKit({ path: { item_id: item.id }, body, headers: { 'Idempotency-Key': key } }),
    meta: { handlesError: true },
    onSuccess: ({ data }) => {
      const said =
        data.missing.length > 0
          ? t('kitMove.doneWithout', { n: data.missing.length })
          : t('kitMove.done', { n: data.moved.length });
      notify.done(said, {
        label: t('movements:undo'),
        run: () => undo.mutate(data.batch),
        listed: true,
      });
      return invalidate(client, 'item');
    },
  });
}
