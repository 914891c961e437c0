import { ActionIcon, Button, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCalendarCheck, IconPrinter, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import type { CareRow as Row } from '@/api/gen';
import { theatreToday } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { type Filter, FilterChips, treeOptions } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState, NothingFound } from '@/shared/ui/state';
import { FileMenu } from '../components/file-menu';
import { categoriesOptions, departmentsOptions } from '../queries';
import { useRecording } from './care-acts';
import classes from './care-page.module.css';
import { CareRow } from './care-row';
import { type CareSearch, careFile, careOptions, careRoute, clean, isNarrowed, NOTHING } from './care-search';
import { CERTIFICATE_KINDS, kindIcon, PLAN_KINDS } from './vocabulary';

const HORIZONS = ['overdue', 'month', 'later', 'stock'] as const;
const WHATS = ['plan', 'certificate', 'warranty', 'low_stock'] as const;
const KINDS = [...PLAN_KINDS, ...CERTIFICATE_KINDS] as const;

function useCareFilters(search: CareSearch, change: (patch: Partial<CareSearch>) => void): Filter[] {
  const { t } = useTranslation('care');
  const categories = useQuery(categoriesOptions()).data?.items;
  const departments = useQuery(departmentsOptions()).data?.items;
  return [
    {
      kind: 'enum',
      id: 'what',
      label: t('chip.what'),
      options: WHATS.map((value) => ({ value, label: t(`what.${value}`) })),
      value: search.what ?? [],
      onChange: (chosen) => change({ what: WHATS.filter((one) => chosen.includes(one)) }),
    },
    {
      kind: 'enum',
      id: 'kind',
      label: t('chip.kind'),
      options: KINDS.map((value) => ({ value, label: t(`kind.${value}`), icon: kindIcon[value] })),
      value: search.kind ?? [],
      onChange: (chosen) => change({ kind: KINDS.filter((one) => chosen.includes(one)) }),
    },
    {
      kind: 'ref',
      id: 'department',
      label: t('chip.department'),
      options: departments?.map(({ id, name }) => ({ value: id, label: name })),
      value: search.department ?? [],
      onChange: (department) => change({ department }),
    },
    {
      kind: 'ref',
      id: 'category',
      label: t('chip.category'),
      options: categories && treeOptions(categories),
      value: search.category ?? [],
      onChange: (category) => change({ category }),
    },
    {
      kind: 'flag',
      id: 'blocks',
      label: t('chip.blocks'),
      value: search.blocks_issue,
      onChange: (blocks_issue) => change({ blocks_issue: blocks_issue || undefined }),
    },
  ];
}

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('care');
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value === '') setTyped('');
  }
  const search = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
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

/** What falls due in the theatre: plans, certificates, warranties, and supplies that run short. */
export function CarePage() {
  const { t } = useTranslation(['care', 'shell']);
  const can = useCan();
  const search = careRoute.useSearch();
  const navigate = careRoute.useNavigate();
  const change = (patch: Partial<CareSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...clean(patch) }), replace: true });
  const feed = useInfiniteQuery(careOptions(search));
  const filters = useCareFilters(search, change);
  const recording = useRecording(can('inventory:move'));
  const pages = feed.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const counts = pages[0]?.counts;
  const today = pages[0]?.today ?? theatreToday();
  const narrowed = isNarrowed(search);
  const record = (row: Row) =>
    recording.record({
      itemId: row.item.id,
      planId: row.id,
      name: row.name ?? '',
      everyMonths: row.every_months,
      everyShows: row.every_shows,
      instructions: row.instructions,
    });
  const toggle = (horizon: (typeof HORIZONS)[number]) => {
    const chosen = search.horizon ?? [];
    change({ horizon: chosen.length === 1 && chosen[0] === horizon ? [] : [horizon] });
  };
  return (
    <div className={classes.page}>
      <PageHead
        title={t('page')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        <Tooltip label={t('print')}>
          <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
            <IconPrinter size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <FileMenu
          label={t('export')}
          fetchFile={(format) => download(careFile(format, search), `care.${format}`)}
        />
      </PageHead>
      <div className={classes.counts}>
        {HORIZONS.map((horizon) => (
          <button
            key={horizon}
            type="button"
            className={classes.count}
            data-horizon={horizon}
            data-some={(counts?.[horizon] ?? 0) > 0 || undefined}
            aria-pressed={search.horizon?.includes(horizon) ?? false}
            onClick={() => toggle(horizon)}
          >
            <b>{counts ? formatNumber(counts[horizon]) : '–'}</b>
            <span>{t(`horizon.${horizon}`)}</span>
          </button>
        ))}
      </div>
      <div className={classes.tools}>
        <SearchField value={search.q ?? ''} onChange={(q) => change({ q })} />
        <FilterChips filters={filters} onReset={() => void navigate({ search: NOTHING })} />
      </div>
      {feed.isError && !feed.data ? (
        <ErrorState error={feed.error} onRetry={() => void feed.refetch()} />
      ) : feed.isPending ? (
        <div className={classes.waiting} aria-busy="true">
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </div>
      ) : rows.length === 0 && narrowed ? (
        <NothingFound
          q={search.q}
          onClear={() => change({ q: undefined })}
          onReset={
            isNarrowed({ ...search, q: undefined }) ? () => void navigate({ search: NOTHING }) : undefined
          }
        />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<IconCalendarCheck size={24} stroke={1.6} />}
          title={t('pageEmpty')}
          text={t('pageEmptyText')}
          actions={
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/inventory" />}>
              {t('toInventory')}
            </Button>
          }
        />
      ) : (
        <div className={classes.groups} data-stale={feed.isPlaceholderData || undefined}>
          {HORIZONS.map((horizon) => {
            const group = rows.filter((row) => row.horizon === horizon);
            if (group.length === 0) return null;
            return (
              <section key={horizon} data-horizon={horizon}>
                <h2>
                  {t(`horizon.${horizon}`)} <span>{formatNumber(counts?.[horizon] ?? group.length)}</span>
                </h2>
                <ul>
                  {group.map((row) => (
                    <CareRow key={`${row.what}${row.id}`} row={row} today={today} onRecord={record} />
                  ))}
                </ul>
              </section>
            );
          })}
          {feed.hasNextPage ? (
            <Button
              variant="default"
              className={classes.more ?? ''}
              loading={feed.isFetchingNextPage}
              onClick={() => void feed.fetchNextPage()}
            >
              {t('loadMore')}
            </Button>
          ) : null}
        </div>
      )}
      {recording.dialog}
    </div>
  );
}
