import { Button, Skeleton } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { archivePerformance, type PerformanceOut, restorePerformance } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { TitleDates, TitleTails } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { formatDate, formatPlainDate } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { Uses } from '@/shared/ui/uses/uses';
import { TitleStatus } from './components/title-status';
import { durationText } from './duration';
import { Needs } from './needs/needs';
import { titleOptions, titleUsageOptions } from './queries';
import { titleRoute } from './search';
import { PEOPLE } from './title-draft';
import classes from './title-page.module.css';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Facts({ title }: { title: PerformanceOut }) {
  const { t } = useTranslation('titles');
  const breaks = title.intermissions;
  return (
    <dl className={classes.facts}>
      {PEOPLE.map((name) => (
        <Fact key={name} label={t(`field.${name}`)}>
          {title[name]}
        </Fact>
      ))}
      <Fact label={t('field.genre')}>{title.genre}</Fact>
      <Fact label={t('field.age_rating')}>{title.age_rating}</Fact>
      <Fact label={t('field.duration')}>
        {[
          durationText(title.duration_minutes),
          breaks === null
            ? null
            : breaks === 0
              ? t('noIntermissions')
              : t('withIntermissions', { count: breaks }),
        ]
          .filter(Boolean)
          .join(', ')}
      </Fact>
      <Fact label={t('field.premiere_date')}>
        {title.premiere_date ? formatPlainDate(title.premiere_date) : null}
      </Fact>
      <Fact label={t('field.video_url')}>
        {title.video_url ? (
          <a href={title.video_url} target="_blank" rel="noopener noreferrer">
            {new URL(title.video_url).hostname}
          </a>
        ) : null}
      </Fact>
    </dl>
  );
}

function Actions({ title }: { title: PerformanceOut }) {
  const { t } = useTranslation(['titles', 'common']);
  const can = useCan();
  const client = useQueryClient();
  const path = { performance_id: title.id };
  const fresh = () => invalidate(client, 'performance');
  const restoring = useMutation({
    mutationFn: () => restorePerformance({ path }),
    onSuccess: () => {
      notify.done(t('restored', { name: title.title }));
      return fresh();
    },
  });
  const archiving = useMutation({
    mutationFn: () => archivePerformance({ path, headers: { 'If-Match': `"v${title.version}"` } }),
    onSuccess: () => {
      notify.done(t('archived', { name: title.title }), {
        label: t('common:undo'),
        run: () => restoring.mutate(),
      });
      return fresh();
    },
  });
  const archive = async () => {
    const asked = client.fetchQuery({ ...titleUsageOptions(title.id), staleTime: 0 });
    const [usage] = await Promise.all([asked.catch(notify.error), loadTexts('uses')]);
    if (!usage) return;
    const agreed = await confirm({
      title: t('archiveQuestion', { name: title.title }),
      text: (
        <>
          <Uses uses={usage} people="called" empty={false} />
          <p>{t(usage.kinds.length > 0 ? 'archiveDates' : 'archiveText')}</p>
        </>
      ),
      action: t('archive'),
      danger: true,
    });
    if (agreed) archiving.mutate();
  };
  if (title.archived_at !== null) {
    return can('performance:archive') ? (
      <Button
        loading={restoring.isPending}
        leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
        onClick={() => restoring.mutate()}
      >
        {t('restore')}
      </Button>
    ) : null;
  }
  return (
    <>
      {can('performance:archive') ? (
        <Button
          variant="default"
          loading={archiving.isPending}
          leftSection={<IconArchive size={16} stroke={1.8} />}
          onClick={() => void archive()}
        >
          {t('archive')}
        </Button>
      ) : null}
      {can('performance:update') ? (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} stroke={1.8} />}
          renderRoot={(props) => (
            <Link {...props} to="/performances/$titleId/edit" params={{ titleId: title.id }} />
          )}
        >
          {t('edit')}
        </Button>
      ) : null}
    </>
  );
}

/** A title: who made it, and what it needs. */
export function TitlePage() {
  const { t } = useTranslation('titles');
  const { titleId } = titleRoute.useParams();
  const query = useQuery(titleOptions(titleId));
  const title = query.data;
  const crumbs = [
    <Link key="list" to="/performances">
      {t('title')}
    </Link>,
  ];
  if (!title) {
    return (
      <>
        <PageHead title={t('one')} crumbs={crumbs} />
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={160} m={16} maw={720} aria-busy="true" />
        )}
      </>
    );
  }
  return (
    <>
      <PageHead
        title={title.title}
        crumbs={crumbs}
        count={
          <span className={classes.under}>
            {title.subtitle}
            <TitleStatus status={title.status} />
          </span>
        }
      >
        <Actions title={title} />
      </PageHead>
      {title.archived_at ? (
        <p className={classes.note}>{t('archivedNote', { date: formatDate(title.archived_at) })}</p>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <TitleDates titleId={title.id} archived={title.archived_at !== null} />
          <TitleTails titleId={title.id} archived={title.archived_at !== null} />
          <Needs title={title} />
        </div>
        <aside className={classes.side} aria-label={t('section.facts')}>
          <Facts title={title} />
          {title.description ? <p className={classes.prose}>{title.description}</p> : null}
        </aside>
      </div>
    </>
  );
}
