import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconMasksTheater, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PerformanceRow } from '@/api/gen';
import { useMe } from '@/app/use-me';
import { useCan } from '@/shared/permissions';
import { ColumnMenu, DataTable, type TableSearch, useColumns } from '@/shared/ui/data-table';
import { type Filter, FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, NothingFound } from '@/shared/ui/state';
import { columns } from './columns';
import { TitleStatus } from './components/title-status';
import { durationText } from './duration';
import { titlesOptions } from './queries';
import { type TitlesSearch, titlesRoute } from './search';
import classes from './titles-page.module.css';
import { LIVE_STATUSES, statusLook } from './vocabulary';

const rowId = (row: PerformanceRow) => row.id;
const rowName = (row: PerformanceRow) => row.title;
const rowLink = (row: PerformanceRow) =>
  ({ to: '/performances/$titleId', params: { titleId: row.id } }) as const;
const renderCard = (row: PerformanceRow) => (
  <span className={classes.card}>
    <strong>{row.title}</strong>
    <span>{[row.author, durationText(row.duration_minutes)].filter(Boolean).join(' · ')}</span>
    <TitleStatus status={row.status} />
  </span>
);

function useFilters(search: TitlesSearch, patch: (change: Partial<TitlesSearch>) => void): Filter[] {
  const { t } = useTranslation('titles');
  return [
    {
      kind: 'enum',
      id: 'status',
      label: t('filter.status'),
      options: LIVE_STATUSES.map((value) => ({
        value,
        label: t(`status.${value}`),
        icon: statusLook[value].icon,
      })),
      value: search.status ?? [],
      onChange: (chosen) => {
        const status = LIVE_STATUSES.filter((value) => chosen.includes(value));
        patch({ status: status.length > 0 ? status : undefined });
      },
    },
    {
      kind: 'flag',
      id: 'archived',
      label: t('filter.archived'),
      value: search.archived,
      onChange: (archived) => patch({ archived: archived || undefined, status: undefined }),
    },
  ];
}

function NoTitles({
  search,
  onClear,
  onReset,
}: {
  search: TitlesSearch;
  onClear: () => void;
  onReset: () => void;
}) {
  const { t } = useTranslation('titles');
  const can = useCan();
  const own = useMe().permissions['performance:read'] === 'own';
  if (search.q || search.status || search.archived) {
    return (
      <NothingFound
        q={search.q}
        onClear={onClear}
        onReset={search.status || search.archived ? onReset : undefined}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconMasksTheater size={24} stroke={1.6} />}
      title={t('empty.title')}
      text={t(own ? 'empty.own' : can('performance:create') ? 'empty.text' : 'empty.reader')}
      actions={can('performance:create') ? <NewTitle /> : null}
    />
  );
}

function NewTitle() {
  const { t } = useTranslation('titles');
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.8} />}
      renderRoot={(props) => <Link {...props} to="/performances/new" />}
    >
      {t('create')}
    </Button>
  );
}

/** The repertoire: every title of the theatre. */
export function TitlesPage() {
  const { t } = useTranslation(['titles', 'common']);
  const search = titlesRoute.useSearch();
  const navigate = titlesRoute.useNavigate();
  const go = useNavigate();
  const can = useCan();
  const [typed, setTyped] = useState(search.q ?? '');
  const patch = (change: Partial<TitlesSearch> | TableSearch) =>
    void navigate({
      search: (current): TitlesSearch => ({
        ...current,
        page: undefined,
        ...(change as Partial<TitlesSearch>),
      }),
    });
  const find = useDebouncedCallback((q: string) => patch({ q: q.trim() || undefined }), 250);
  const query = useQuery(titlesOptions(search));
  const { visible, save } = useColumns('performances', columns, undefined);
  const filters = useFilters(search, patch);
  const clear = () => {
    setTyped('');
    patch({ q: undefined });
  };
  const reset = () => {
    setTyped('');
    patch({ q: undefined, status: undefined, archived: undefined });
  };
  return (
    <>
      <PageHead
        title={t(search.archived ? 'archiveTitle' : 'title')}
        count={query.data ? t('count', { count: query.data.total }) : undefined}
      >
        <ColumnMenu columns={columns} visible={visible} onChange={save} />
        {can('performance:create') ? <NewTitle /> : null}
      </PageHead>
      <div className={classes.tools}>
        <TextInput
          aria-label={t('common:search')}
          placeholder={t('common:search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          value={typed}
          maxLength={200}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            find(event.currentTarget.value);
          }}
        />
        <FilterChips filters={filters} onReset={reset} />
      </div>
      <DataTable
        table="performances"
        label={t('title')}
        columns={columns}
        query={query}
        rowId={rowId}
        rowName={rowName}
        rowLink={rowLink}
        search={search}
        onSearch={patch}
        defaultSort="title"
        visible={visible}
        onOpen={(row) => void go(rowLink(row))}
        empty={<NoTitles search={search} onClear={clear} onReset={reset} />}
        renderCard={renderCard}
      />
    </>
  );
}
