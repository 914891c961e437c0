import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconHistory, IconPrinter, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import { FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState, NothingFound } from '@/shared/ui/state';
import { FileMenu } from '../components/file-menu';
import { clean } from '../search';
import { BatchUndo } from './batch-undo';
import classes from './journal-page.module.css';
import { isNarrowed, type JournalSearch, journalFile, journalOptions, journalRoute } from './journal-search';
import { JournalTable } from './journal-table';
import { useJournalFilters } from './use-journal-filters';

const NOTHING = {
  q: undefined,
  item: undefined,
  batch: undefined,
  movement_type: undefined,
  performance: undefined,
  category: undefined,
  department: undefined,
  location: undefined,
  author: undefined,
  date_from: undefined,
  date_to: undefined,
} as const satisfies Record<keyof JournalSearch, undefined>;

/** Stretches of the journal, so that a press of the key is no book. */
const MAX_PRINTED = 20;

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('movements');
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    // Filters were reset; anything else in the address follows what is being typed.
    if (value === '') setTyped('');
  }
  const search = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
      maxLength={200}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}

/** What has happened to the things of the theatre, newest first. */
export function JournalPage() {
  const { t } = useTranslation(['movements', 'shell']);
  const search = journalRoute.useSearch();
  const navigate = journalRoute.useNavigate();
  const change = (patch: Partial<JournalSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...clean(patch) }), replace: true });
  const feed = useInfiniteQuery(journalOptions(search));
  const filters = useJournalFilters(search, change);
  const printing = useMutation({
    // On paper nobody scrolls: what is left comes first, as far as a printer is of use.
    mutationFn: async () => {
      let more = feed.hasNextPage;
      for (let stretch = 0; more && stretch < MAX_PRINTED; stretch += 1) {
        more = (await feed.fetchNextPage()).hasNextPage;
      }
    },
    // One frame later the rows are on screen.
    onSuccess: () => requestAnimationFrame(() => setTimeout(() => window.print())),
  });
  const lines = feed.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = isNarrowed(search);
  return (
    <div className={classes.page}>
      <PageHead
        title={t('journal')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        {search.batch === undefined ? null : <BatchUndo batch={search.batch} lines={lines} />}
        <Tooltip label={t('print')}>
          <ActionIcon aria-label={t('print')} loading={printing.isPending} onClick={() => printing.mutate()}>
            <IconPrinter size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <FileMenu
          label={t('export')}
          fetchFile={(format) => download(journalFile(format, search), `movements.${format}`)}
        />
      </PageHead>
      <div className={classes.tools}>
        <SearchField value={search.q ?? ''} onChange={(q) => change({ q })} />
        <FilterChips filters={filters} onReset={() => void navigate({ search: NOTHING })} />
      </div>
      {feed.isError && !feed.data ? (
        <ErrorState error={feed.error} onRetry={() => void feed.refetch()} />
      ) : !feed.isPending && lines.length === 0 && narrowed ? (
        <NothingFound
          q={search.q}
          onClear={() => change({ q: undefined })}
          onReset={
            isNarrowed({ ...search, q: undefined }) ? () => void navigate({ search: NOTHING }) : undefined
          }
        />
      ) : !feed.isPending && lines.length === 0 ? (
        <EmptyState icon={<IconHistory size={24} stroke={1.6} />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <JournalTable
          lines={lines}
          pending={feed.isPending}
          stale={feed.isPlaceholderData}
          more={feed.hasNextPage ? { loading: feed.isFetchingNextPage, load: feed.fetchNextPage } : null}
        />
      )}
    </div>
  );
}
