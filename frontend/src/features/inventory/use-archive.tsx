import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteItem, type ItemRow, restoreItem, type Usage } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { loadTexts } from '@/i18n';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { ArchiveQuestion } from './components/archive-question';
import { showFailures } from './components/failures';
import { usageOptions } from './queries';

type Target = Pick<ItemRow, 'id' | 'version' | 'name' | 'unit'>;

export interface Failure {
  readonly id: number;
  readonly name: string;
  readonly message: string;
}

const AT_ONCE = 4;

/** Runs an act on many records, a few at a time; one failure does not stop the others. */
async function each<T extends Target>(items: readonly T[], act: (item: T) => Promise<unknown>) {
  const failures: Failure[] = [];
  const done: T[] = [];
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      try {
        await act(item);
        done.push(item);
      } catch (error) {
        failures.push({ id: item.id, name: item.name, message: toApiError(error).message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done, failures };
}

/** Archiving and bringing back, one item or many, with undo. Every failure is told with its reason. */
export function useArchive() {
  const { t } = useTranslation(['inventory', 'common']);
  const client = useQueryClient();

  const restoring = useMutation({
    mutationFn: (items: readonly Target[]) => each(items, ({ id }) => restoreItem({ path: { item_id: id } })),
    onSuccess: async ({ done, failures }) => {
      await invalidate(client, 'item');
      if (done.length > 0) notify.done(t('archive.restored', { count: done.length }));
      showFailures(t('archive.restoreFailed', { count: failures.length }), failures);
    },
  });

  const archiving = useMutation({
    mutationFn: (items: readonly Target[]) =>
      each(items, ({ id, version }) =>
        deleteItem({ path: { item_id: id }, headers: { 'If-Match': `"v${version}"` } }),
      ),
    onSuccess: async ({ done, failures }) => {
      await invalidate(client, 'item');
      if (done.length > 0) {
        notify.done(t('archive.done', { count: done.length }), {
          label: t('common:undo'),
          run: () => restoring.mutate(done),
        });
      }
      showFailures(t('archive.failed', { count: failures.length }), failures);
    },
  });

  /** Asks, saying where the item is used; resolves to true when it went to the archive. */
  const archive = async (item: Target): Promise<boolean> => {
    let usage: Usage;
    try {
      const asked = client.fetchQuery({ ...usageOptions(item.id), staleTime: 0 });
      [usage] = await Promise.all([asked, loadTexts('uses')]);
    } catch (error) {
      notify.error(error);
      return false;
    }
    const agreed = await confirm({
      title: t('archive.title', { name: item.name }),
      text: <ArchiveQuestion usage={usage} unit={item.unit} />,
      action: t('archive.action'),
      danger: true,
    });
    if (!agreed) return false;
    const { done } = await archiving.mutateAsync([item]);
    return done.length > 0;
  };

  return {
    archive,
    restore: (items: readonly Target[]) => restoring.mutateAsync(items),
    busy: archiving.isPending || restoring.isPending,
  };
}
