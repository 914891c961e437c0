import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Change, undoBulkRun, undoMovement, undoMovementBatch } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { useUndo } from '@/features/imports';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { useChangeWords } from './words';

/** Takes back a change of any kind, after a question; an import asks its own. */
export function useUndoChange() {
  const { t } = useTranslation('changes');
  const client = useQueryClient();
  const words = useChangeWords();
  const imports = useUndo();
  const mutation = useMutation({
    mutationFn: async ({ id, run, act }: Change) => {
      if (run) {
        const { changed, total } = (await undoBulkRun({ path: { run_id: id } })).data;
        return changed === total ? null : { n: changed, count: total };
      }
      const headers = { 'Idempotency-Key': randomId() };
      if (act?.batch) await undoMovementBatch({ path: { batch: act.batch }, headers });
      else await undoMovement({ path: { movement_id: id }, headers });
      return null;
    },
    onSuccess: (some) => notify.done(some ? t('undoneSome', some) : t('undone')),
    onSettled: () => invalidate(client, 'item'),
  });
  return {
    busy: mutation.isPending ? mutation.variables : null,
    undo: async (change: Change) => {
      if (change.imported) return imports.undo(change.imported);
      const agreed = await confirm({
        title: t('ask', { what: words(change).name }),
        text: t('askText'),
        action: t('undo'),
        cancel: t('keep'),
      });
      if (agreed) mutation.mutate(change);
    },
  };
}
