import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus, IconTableImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { PHONE_MAX } from '@/theme/tokens';
import { HistoryCards, HistoryTable } from './components/history';
import classes from './components/history.module.css';
import { importsOptions } from './queries';
import { useUndo } from './use-undo';

const WAITING = [0, 1, 2, 3, 4, 5];

function NewImport() {
  const { t } = useTranslation('imports');
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.8} />}
      renderRoot={(props) => <Link {...props} to="/inventory/imports/new" />}
    >
      {t('history.new')}
    </Button>
  );
}

/** What has been imported, by which file, and the way to take it back. */
export function ImportsPage() {
  const { t } = useTranslation(['imports', 'shell']);
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const query = useInfiniteQuery(importsOptions);
  const { undo, busyWith } = useUndo();
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const History = phone ? HistoryCards : HistoryTable;
  return (
    <>
      <PageHead
        title={t('history.title')}
        crumbs={[
          <Link key="inventory" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        {rows.length > 0 ? <NewImport /> : null}
      </PageHead>
      {query.isPending ? (
        <div className={classes.more} aria-busy="true">
          {WAITING.map((line) => (
            <Skeleton key={line} height={14} mt={20} width={line % 2 ? '70%' : '90%'} />
          ))}
        </div>
      ) : null}
      {query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && rows.length === 0 ? (
        <EmptyState
          icon={<IconTableImport size={28} stroke={1.5} />}
          title={t('history.emptyTitle')}
          text={t('history.emptyText')}
          actions={<NewImport />}
        />
      ) : null}
      {rows.length > 0 ? <History rows={rows} busyWith={busyWith} onUndo={(row) => void undo(row)} /> : null}
      {query.hasNextPage ? (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('history.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
