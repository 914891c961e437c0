import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { createItem } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { useMe } from '@/app/use-me';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { ItemFormView } from './components/item-form';
import { copyOf, emptyDraft, type ItemDraft, toNew } from './item-draft';
import { sendPhotos } from './photos/upload-queue';
import { WaitingPhotos } from './photos/waiting-photos';
import { itemOptions } from './queries';
import { useItemForm } from './use-item-form';

const route = getRouteApi('/_app/inventory/new');

function NewItemForm({ initial }: { initial: ItemDraft }) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useItemForm(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const [key] = useState(randomId);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const create = useMutation({
    mutationFn: (draft: ItemDraft) => createItem({ body: toNew(draft), headers: { 'Idempotency-Key': key } }),
    meta: { handlesError: true },
    onSuccess: async ({ data }) => {
      // The guard must know before the navigation asks it.
      flushSync(() => setSaved(true));
      // From here on they belong to the card, which shows what failed and tries it again.
      if (photos.length > 0) sendPhotos(client, data.id, photos);
      void invalidate(client, 'item');
      notify.done(t('form.created', { name: data.name, number: data.inventory_number }), {
        label: t('form.open'),
        run: () => void navigate({ to: '/inventory/$itemId', params: { itemId: data.id } }),
      });
      await navigate({ to: '/inventory', search: { sort: '-created_at', item: data.id } });
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  return (
    <ItemFormView
      form={form}
      item={null}
      busy={create.isPending}
      saved={saved}
      problem={problem}
      unsent={photos.length > 0}
      onSave={(draft) => {
        setProblem(null);
        create.mutate(draft);
      }}
      onCancel={() => void navigate({ to: '/inventory' })}
    >
      <WaitingPhotos files={photos} onChange={setPhotos} />
    </ItemFormView>
  );
}

/** A new item, empty or like another one (`?from=`). */
export function NewItemPage() {
  const { t } = useTranslation(['inventory', 'shell']);
  const me = useMe();
  const { from } = route.useSearch();
  const original = useQuery({ ...itemOptions(from ?? 0), enabled: from !== undefined });
  const own = me.permissions['inventory:create'] === 'department' ? (me.department?.id ?? null) : null;
  const start = original.data ? copyOf(original.data) : emptyDraft();
  return (
    <>
      <PageHead
        title={t(from === undefined ? 'form.newTitle' : 'form.copyTitle')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      />
      {from !== undefined && original.isError ? (
        <ErrorState error={original.error} onRetry={() => void original.refetch()} />
      ) : from !== undefined && !original.data ? (
        <div aria-busy="true">
          <Skeleton height={32} m={16} maw={720} />
          <Skeleton height={32} m={16} maw={720} />
        </div>
      ) : (
        <NewItemForm initial={own === null ? start : { ...start, department_id: own }} />
      )}
    </>
  );
}
