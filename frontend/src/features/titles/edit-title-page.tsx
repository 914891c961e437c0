import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { createPerformance, type PerformanceOut, replacePerformance } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { TitleForm } from './components/title-form';
import { titleOptions } from './queries';
import { editTitleRoute } from './search';
import { toBody } from './title-draft';

function Crumb() {
  const { t } = useTranslation('titles');
  return <Link to="/performances">{t('title')}</Link>;
}

/** Back to the title's page with a word about what happened. */
function useSaved(text: 'created' | 'saved') {
  const { t } = useTranslation('titles');
  const navigate = useNavigate();
  const client = useQueryClient();
  return (title: PerformanceOut) => {
    client.setQueryData(titleOptions(title.id).queryKey, title);
    void invalidate(client, 'performance');
    notify.done(t(text, { name: title.title }));
    void navigate({ to: '/performances/$titleId', params: { titleId: title.id } });
  };
}

export function NewTitlePage() {
  const { t } = useTranslation('titles');
  const navigate = useNavigate();
  const onSaved = useSaved('created');
  const [key] = useState(randomId);
  return (
    <>
      <PageHead title={t('create')} crumbs={[<Crumb key="list" />]} />
      <TitleForm
        title={null}
        save={async (draft) =>
          (await createPerformance({ body: toBody(draft), headers: { 'Idempotency-Key': key } })).data
        }
        onSaved={onSaved}
        onCancel={() => void navigate({ to: '/performances' })}
      />
    </>
  );
}

export function EditTitlePage() {
  const { t } = useTranslation('titles');
  const { titleId } = editTitleRoute.useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const onSaved = useSaved('saved');
  const query = useQuery({ ...titleOptions(titleId), refetchOnWindowFocus: false });
  const title = query.data;
  return (
    <>
      <PageHead title={title?.title ?? t('one')} crumbs={[<Crumb key="list" />]} />
      {title ? (
        <TitleForm
          key={title.id}
          title={title}
          save={async (draft, version) =>
            (
              await replacePerformance({
                path: { performance_id: titleId },
                headers: ifMatch(version ?? title.version),
                body: toBody(draft),
              })
            ).data
          }
          reload={() => client.fetchQuery({ ...titleOptions(titleId), staleTime: 0 })}
          onSaved={onSaved}
          onCancel={() => void navigate({ to: '/performances/$titleId', params: { titleId } })}
        />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton height={200} m={16} maw={720} aria-busy="true" />
      )}
    </>
  );
}
