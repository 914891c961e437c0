import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type ItemOut, replaceItem } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { useCan } from '@/shared/permissions';
import { notify } from '@/shared/ui/notify/notify';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState, ForbiddenPage } from '@/shared/ui/state';
import { ConflictDialog } from './components/conflict-dialog';
import { ItemFormView } from './components/item-form';
import { differences, merge } from './conflict';
import { draftOf, type ItemDraft, toUpdate } from './item-draft';
import { itemOptions } from './queries';
import { useItemForm } from './use-item-form';

const route = getRouteApi('/_app/inventory/$itemId/edit');

function EditForm({ item }: { item: ItemOut }) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const client = useQueryClient();
  /** The record the form's words are based on. */
  const [base, setBase] = useState(item);
  const [theirs, setTheirs] = useState<ItemOut | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const form = useItemForm(draftOf(item));
  const toItem = () => navigate({ to: '/inventory/$itemId', params: { itemId: item.id } });

  const rebase = (fresh: ItemOut, keepMine: boolean) => {
    const next = draftOf(fresh);
    const mine = keepMine ? merge(draftOf(base), next, form.getValues()) : next;
    form.setInitialValues(next);
    form.setValues(mine);
    setBase(fresh);
    setTheirs(null);
  };

  const save = useMutation({
    mutationFn: ({ draft, version }: { draft: ItemDraft; version: number }) =>
      replaceItem({
        path: { item_id: item.id },
        headers: { 'If-Match': `"v${version}"` },
        body: toUpdate(draft),
      }),
    meta: { handlesError: true },
    onSuccess: async ({ data }) => {
      flushSync(() => setSaved(true));
      client.setQueryData(itemOptions(item.id).queryKey, data);
      void invalidate(client, 'item');
      notify.done(t('form.saved', { name: data.name }));
      await toItem();
    },
    onError: async (error, { draft }) => {
      if (error.status !== 412) return setProblem(applyProblem(form, error));
      const fresh = await client.fetchQuery({ ...itemOptions(item.id), staleTime: 0 }).catch(() => null);
      if (!fresh) return setProblem(error.message);
      // Only its balances moved: nobody touched these fields, so nothing is lost by saving on top.
      if (differences(draftOf(base), draftOf(fresh), draft).length === 0) {
        setBase(fresh);
        save.mutate({ draft, version: fresh.version });
      } else setTheirs(fresh);
    },
  });

  return (
    <>
      <ItemFormView
        form={form}
        item={base}
        busy={save.isPending}
        saved={saved}
        problem={problem}
        onSave={(draft) => {
          setProblem(null);
          save.mutate({ draft, version: base.version });
        }}
        onCancel={() => void toItem()}
      />
      {theirs ? (
        <ConflictDialog
          base={base}
          theirs={theirs}
          mine={form.getValues()}
          onMerge={() => rebase(theirs, true)}
          onDiscard={() => rebase(theirs, false)}
          onClose={() => setTheirs(null)}
        />
      ) : null}
    </>
  );
}

/** Editing an item's own fields; its pieces are moved by movements. */
export function EditItemPage() {
  const { t } = useTranslation(['inventory', 'shell']);
  const can = useCan();
  const { itemId } = route.useParams();
  const query = useQuery({ ...itemOptions(itemId), refetchOnWindowFocus: false });
  const item = query.data;
  if (item && (item.deleted_at !== null || !can('inventory:update', item))) return <ForbiddenPage />;
  return (
    <>
      <PageHead
        title={item ? t('form.editTitle', { name: item.name }) : t('item')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
          ...(item
            ? [
                <Link key="item" to="/inventory/$itemId" params={{ itemId }}>
                  {item.inventory_number}
                </Link>,
              ]
            : []),
        ]}
      />
      {item ? (
        <EditForm key={item.id} item={item} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-busy="true">
          <Skeleton height={32} m={16} maw={720} />
          <Skeleton height={32} m={16} maw={720} />
        </div>
      )}
    </>
  );
}
