import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChecks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { NextEvents } from '@/features/schedule';
import { useCan } from '@/shared/permissions';
import {
  ColumnMenu,
  DataTable,
  defineColumns,
  type Layout,
  LayoutSwitch,
  SortMenu,
  type TableSearch,
  type TileLayout,
  useColumns,
  useLayout,
} from '@/shared/ui/data-table';
import { SplitView } from '@/shared/ui/drawer';
import { FilterChips, useFilterWords } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ViewsMenu } from '@/shared/ui/views';
import { PHONE_MAX } from '@/theme/tokens';
import { SelectionBar } from './bulk/selection-bar';
import { useBulkDialog } from './bulk/use-bulk-dialog';
import { useChosen } from './bulk/use-chosen';
import { numberWidth, columns as ownColumns } from './columns';
import { ExportMenu } from './components/export-menu';
import { ItemCard } from './components/item-card';
import { ListEmpty } from './components/list-empty';
import { SectionMenu } from './components/section-menu';
import { fieldColumns } from './fields/field-columns';
import { useFields } from './fields/queries';
import { JournalLink } from './movements/journal-link';
import { ItemTile } from './photos/item-tile';
import { ShootButton } from './photos/shoot-button';
import { itemsOptions } from './queries';
import { clean, type InventorySearch, listRoute, NO_FILTERS } from './search';
import { useFilters } from './use-filters';
import { usePrices, withoutPrices } from './use-prices';

const rowId = (row: ItemRow) => row.id;
const rowName = (row: ItemRow) => row.name;
const renderCard = (row: ItemRow) => <ItemCard row={row} />;
const renderTile = (row: ItemRow, layout: TileLayout) => <ItemTile row={row} layout={layout} />;
const ItemDrawer = lazy(async () => ({ default: (await import('./components/item-drawer')).ItemDrawer }));
const ShootQueue = lazy(async () => ({ default: (await import('./photos/shoot-queue')).ShootQueue }));
const NO_ITEMS: readonly number[] = [];
/** Hits of a search come by closeness, which is no column. */
const defaultSort = (q: string | undefined) => (q === undefined ? 'name' : '');
/** Not shown beside an open drawer: there is no room for them. */
const WIDE_ONLY = new Set(['tags', 'next', 'updated', 'condition', 'department']);

/** Where the table has room for the next event unasked. */
const ROOMY = '(min-width: 1400px)';

/** The inventory: what the theatre has, where it is and in what state. */
export function InventoryPage() {
  const { t } = useTranslation(['inventory', 'shell', 'bulk']);
  const prices = usePrices();
  const asked = listRoute.useSearch();
  const search = prices ? asked : withoutPrices(asked);
  const navigate = listRoute.useNavigate();
  const planned = useCan()('schedule:read');
  const roomy = useMediaQuery(ROOMY, false, { getInitialValueInEffect: false });
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const patch = (change: Partial<InventorySearch> | TableSearch) =>
    void navigate({
      search: (current) => ({ ...current, ...clean(change) }),
      // From card to card is one stop on the way back, not one for every J.
      replace: search.item !== undefined && 'item' in change && change.item !== undefined,
    });

  const query = useQuery(itemsOptions(search));
  const selection = useChosen(search, query.data?.total);
  const bulk = useBulkDialog(selection, search.archived === true);
  const [picking, setPicking] = useState(false);
  const fields = useFields();
  const width = numberWidth(query.data?.items ?? []);
  const columns = useMemo(() => {
    const own = ownColumns.list
      .filter(({ id }) => (prices || id !== 'value') && (planned || id !== 'next'))
      .map((column) =>
        column.id === 'number'
          ? { ...column, width, peekWidth: width }
          : column.id === 'next'
            ? { ...column, optional: !roomy }
            : column,
      );
    return defineColumns([...own, ...fieldColumns(fields)]);
  }, [fields, prices, planned, roomy, width]);
  const { visible, save } = useColumns('inventory', columns, search.view);
  const filters = useFilters(search, patch).filter(({ id }) => prices || id !== 'value');
  const describe = useFilterWords();
  const { layout: wanted, remember } = useLayout('inventory', search.layout);
  const layout = phone && wanted === 'table' ? 'list' : wanted;
  const change = (next: Layout) => {
    patch({ layout: next });
    remember(next);
  };
  const opened = search.item;
  const shown = useMemo(
    () => (opened === undefined ? visible : visible.filter((id) => !WIDE_ONLY.has(id))),
    [visible, opened],
  );

  const page = query.data;
  const rows = page?.items ?? [];
  const asksNext = layout === 'table' && shown.includes('next');
  const index = rows.findIndex((row) => row.id === opened);
  const open = (item: number | undefined) => patch(item === undefined ? { item, tab: undefined } : { item });
  const neighbour = (step: 1 | -1) => {
    const row = index < 0 ? undefined : rows[index + step];
    return row ? () => open(row.id) : undefined;
  };
  const drawer =
    opened === undefined ? null : (
      <Suspense>
        <ItemDrawer
          key={opened}
          itemId={opened}
          onClose={() => open(undefined)}
          position={
            page && index >= 0
              ? { index: (page.page - 1) * page.page_size + index + 1, total: page.total }
              : undefined
          }
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
          tab={search.tab}
          onTab={(tab) => patch({ tab })}
        />
      </Suspense>
    );

  return (
    <SplitView drawer={drawer}>
      <PageHead
        title={t(search.archived ? 'archiveTitle' : 'shell:sections.inventory')}
        count={page ? t('count', { count: page.total }) : undefined}
      >
        {phone ? (
          <Tooltip label={t('bulk:pick')}>
            <ActionIcon
              size="lg"
              aria-label={t('bulk:pick')}
              aria-pressed={picking}
              onClick={() => {
                if (picking) selection.clear();
                setPicking(!picking);
              }}
            >
              <IconChecks size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <LayoutSwitch value={layout} onChange={change} />
        {layout === 'table' ? null : (
          <SortMenu columns={columns} sort={search.sort ?? defaultSort(search.q)} onSearch={patch} />
        )}
        <ViewsMenu
          table="inventory"
          search={{ ...search, shoot: undefined, layout }}
          columns={visible}
          opened={search.view}
          onApply={(view) => void navigate({ search: { ...view.search, view: view.id } })}
        />
        {phone ? null : <JournalLink />}
        {layout === 'table' ? <ColumnMenu columns={columns} visible={visible} onChange={save} /> : null}
        {phone ? null : <ExportMenu search={search} visible={visible} />}
        <SectionMenu phone={phone} search={search} visible={visible} />
      </PageHead>
      <FilterChips filters={filters} onReset={() => patch({ ...NO_FILTERS, page: undefined })} />
      <ShootButton search={search} total={page?.total} onStart={() => patch({ shoot: true })} />
      <NextEvents items={asksNext ? rows.map(rowId) : NO_ITEMS}>
        <DataTable
          table="inventory"
          label={t('shell:sections.inventory')}
          columns={columns}
          query={query}
          rowId={rowId}
          rowName={rowName}
          rowLink={(row) =>
            phone
              ? { to: '/inventory/$itemId', params: { itemId: row.id } }
              : { to: '/inventory', search: { ...search, item: row.id } }
          }
          search={search}
          onSearch={patch}
          defaultSort={defaultSort(search.q)}
          layout={layout}
          renderTile={renderTile}
          defaultPageSize={50}
          visible={shown}
          selection={selection}
          openedId={opened}
          onOpen={(row) => open(row.id)}
          onClose={() => open(undefined)}
          empty={<ListEmpty search={search} onChange={patch} />}
          picking={picking || selection.size > 0}
          bulk={
            <SelectionBar
              chosen={selection}
              search={search}
              total={page?.total ?? 0}
              filters={describe(filters)}
              pageChosen={rows.length > 0 && rows.every(selection.has)}
              visible={visible}
              onAct={bulk.open}
            />
          }
          renderCard={renderCard}
        />
      </NextEvents>
      {bulk.dialog}
      <Suspense>
        {search.shoot ? <ShootQueue search={search} onClose={() => patch({ shoot: undefined })} /> : null}
      </Suspense>
    </SplitView>
  );
}
