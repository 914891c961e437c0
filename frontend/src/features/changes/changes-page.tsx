import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import classes from './changes-page.module.css';
import { changesOptions, type Whose } from './queries';
import { useUndoChange } from './use-undo-change';
import { useChangeWords } from './words';

function Entry({ change, undo, busy }: { change: Change; undo: () => void; busy: boolean }) {
  const { t } = useTranslation('changes');
  const { name, detail, search } = useChangeWords()(change);
  const { run } = change;
  return (
    <li className={classes.entry} data-undone={change.undone || undefined}>
      <div className={classes.text}>
        <strong>{name}</strong>
        {detail ? <span>{detail}</span> : null}
        <small>
          {[formatDateTime(change.created_at), change.author?.short_name].filter(Boolean).join(' · ')}
        </small>
        {change.why_not ? <small>{change.why_not}</small> : null}
        {run && change.left !== null && change.left < run.changed ? (
          <small>{t('left', { n: change.left, count: run.changed })}</small>
        ) : null}
      </div>
      <div className={classes.acts}>
        {search ? (
          <Button
            variant="subtle"
            size="sm"
            renderRoot={(props) => <Link {...props} to="/inventory" search={search} />}
          >
            {t('show')}
          </Button>
        ) : null}
        {change.can_undo ? (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
            aria-label={t('undoOf', { what: name })}
            loading={busy}
            onClick={undo}
          >
            {t('undo')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** What one did to the inventory lately, each with its undo or why there is none. */
export function ChangesPage() {
  const { t } = useTranslation(['changes', 'shell', 'common']);
  const [whose, setWhose] = useState<Whose>('mine');
  const feed = useInfiniteQuery(changesOptions(whose));
  const { undo, busy } = useUndoChange();
  const everybody = useCan()('theater:settings');
  const entries = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={t('common:recentChanges')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        {everybody ? (
          <SegmentedControl
            aria-label={t('whose')}
            value={whose}
            data={[
              { value: 'mine', label: t('mine') },
              { value: 'all', label: t('all') },
            ]}
            onChange={(value) => setWhose(value === 'all' ? 'all' : 'mine')}
          />
        ) : null}
      </PageHead>
      {feed.isError && !feed.data ? (
        <ErrorState error={feed.error} onRetry={() => void feed.refetch()} />
      ) : feed.isPending ? (
        <Skeleton height={240} m={16} maw={880} aria-busy="true" />
      ) : entries.length === 0 ? (
        <EmptyState icon={<IconHistory size={24} stroke={1.6} />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <>
          <ul className={classes.list} aria-label={t('common:recentChanges')}>
            {entries.map((change) => (
              <Entry
                key={`${change.kind}${change.id}`}
                change={change}
                undo={() => void undo(change)}
                busy={busy?.kind === change.kind && busy.id === change.id}
              />
            ))}
          </ul>
          {feed.hasNextPage ? (
            <Button
              m={16}
              variant="default"
              loading={feed.isFetchingNextPage}
              onClick={() => void feed.fetchNextPage()}
            >
              {t('next')}
            </Button>
          ) : null}
        </>
      )}
    </>
  );
}
