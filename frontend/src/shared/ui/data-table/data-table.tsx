import { useMediaQuery } from '@mantine/hooks';
import type { RowData } from '@tanstack/react-table';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { PHONE_MAX, rowHeight } from '@/theme/tokens';
import { ErrorState } from '../state';
import { useStoredPreferences } from '../views';
import { CardList } from './card-list';
import { type DataColumn, features } from './columns';
import classes from './data-table.module.css';
import { TableFoot } from './table-foot';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { SkeletonRows } from './table-states';
import { TileList } from './tile-list';
import type { DataTableProps } from './types';
import { useTableKeys } from './use-table-keys';

const NO_ROWS: readonly never[] = [];
const HEAD_PX = 32;
const CHECK_PX = 36;

function useVisibleColumns<T extends RowData>({ columns, visible }: DataTableProps<T>, rows: readonly T[]) {
  const order = useMemo(() => [...visible], [visible]);
  const visibility = useMemo(
    () => Object.fromEntries(columns.list.map((column) => [column.id, visible.includes(column.id)])),
    [columns, visible],
  );
  const table = useTable({
    features,
    columns: columns.defs,
    data: rows,
    state: { columnOrder: order, columnVisibility: visibility },
  });
  const ids = table.getVisibleLeafColumns().map((column) => column.id);
  const key = ids.join(' ');
  return useMemo(
    () => key.split(' ').flatMap((id) => columns.list.filter((column) => column.id === id)),
    [columns, key],
  );
}

function widthOf<T>(column: DataColumn<T>, peek: boolean): number | undefined {
  return peek ? (column.peekWidth ?? column.width) : column.width;
}

/** The list of the house: virtual rows, sort and page in the address, selection, keyboard, and every state. */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { query, rowId, rowName, rowLink, selection, openedId, onOpen, onSearch, renderCard } = props;
  const { density } = useStoredPreferences();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const rows = query.data?.items ?? NO_ROWS;
  const scroller = useRef<HTMLElement>(null);
  const lastSelected = useRef(-1);
  const columns = useVisibleColumns(props, rows);
  const peek = openedId !== undefined;
  const { layout = 'table', renderTile } = props;
  const tiled = layout !== 'table' && renderTile !== undefined;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight[density],
    overscan: 12,
    scrollPaddingStart: HEAD_PX,
    scrollPaddingEnd: rowHeight[density],
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new density is a new height of every row
  useEffect(() => virtualizer.measure(), [density, virtualizer]);

  const focusRow = (index: number) => {
    if (!tiled) virtualizer.scrollToIndex(index, { align: 'auto' });
    // The row may only come into the page with the next frame.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] ${tiled ? 'a' : `.${classes.link}`}`)
        ?.focus(),
    );
  };
  const keys = useTableKeys(props, rows, focusRow);

  const wasOpened = useRef<number | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a closing drawer gives the focus back
  useEffect(() => {
    const before = wasOpened.current;
    wasOpened.current = openedId;
    if (before === undefined || openedId !== undefined) return;
    const index = rows.findIndex((row) => rowId(row) === before);
    if (index >= 0) focusRow(index);
  }, [openedId]);

  const page = query.data?.page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its first row
  useEffect(() => {
    lastSelected.current = -1;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [page]);

  const select = (index: number, range: boolean) => {
    const row = rows[index];
    if (!row || !selection) return;
    if (range && lastSelected.current >= 0) {
      const [from, to] = [Math.min(lastSelected.current, index), Math.max(lastSelected.current, index)];
      selection.add(rows.slice(from, to + 1));
    } else selection.toggle(row);
    lastSelected.current = index;
  };
  const chosen = selection ? rows.filter((row) => selection.has(row)).length : 0;
  const all = selection ? (chosen === 0 ? 'none' : chosen === rows.length ? 'all' : 'some') : undefined;
  const toggleAll = () => (all === 'all' ? selection?.remove(rows) : selection?.add(rows));

  const foot = query.data ? (
    <TableFoot
      page={query.data}
      onSearch={onSearch}
      defaultPageSize={props.defaultPageSize ?? 50}
      selectable={selection !== undefined}
    />
  ) : null;

  if (query.isError && !query.data) {
    return (
      <div className={classes.frame}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (query.data && rows.length === 0) {
    return (
      <div className={classes.frame}>
        <div className={classes.empty}>{props.empty}</div>
        {foot}
      </div>
    );
  }
  if (tiled && !(phone && renderCard && layout === 'list')) {
    return (
      <div className={classes.frame} data-stale={query.isPlaceholderData || undefined}>
        <TileList
          {...props}
          rows={rows}
          layout={layout}
          renderTile={renderTile}
          pending={query.isPending}
          scroller={scroller}
          onSelect={select}
          onFocus={keys.setActive}
        />
        {selection && selection.size > 0 ? props.bulk : null}
        {foot}
      </div>
    );
  }
  if (phone && renderCard) {
    return (
      <div className={classes.frame} data-stale={query.isPlaceholderData || undefined}>
        <CardList {...props} rows={rows} renderCard={renderCard} pending={query.isPending} />
        {selection && selection.size > 0 ? props.bulk : null}
        {foot}
      </div>
    );
  }

  const virtual = virtualizer.getVirtualItems();
  const before = virtual[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (virtual.at(-1)?.end ?? 0);
  const spacers = { '--before': `${before}px`, '--after': `${after}px` } as CSSProperties;
  const minWidth = columns.reduce(
    (sum, column) => sum + (widthOf(column, peek) ?? column.minWidth ?? 160),
    0,
  );
  const first = query.data ? (query.data.page - 1) * query.data.page_size : 0;
  return (
    <div className={classes.frame} data-stale={query.isPlaceholderData || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={props.label}>
        <table
          className={classes.table}
          aria-label={props.label}
          aria-rowcount={query.data ? query.data.total + 1 : -1}
          aria-busy={query.isPending || query.isPlaceholderData}
          data-peek={peek || undefined}
          style={{ minWidth: minWidth + (selection ? CHECK_PX : 0) }}
        >
          <colgroup>
            {selection ? <col style={{ width: CHECK_PX }} /> : null}
            {columns.map((column) => (
              <col key={column.id} style={{ width: widthOf(column, peek) }} />
            ))}
          </colgroup>
          <TableHead
            columns={columns}
            sort={props.search.sort ?? props.defaultSort}
            onSearch={onSearch}
            all={all}
            onAll={toggleAll}
          />
          {query.isPending ? (
            <SkeletonRows columns={columns} selectable={selection !== undefined} />
          ) : (
            <tbody className={classes.rows} style={spacers}>
              {virtual.map(({ index }) => {
                const row = rows[index];
                return row ? (
                  <TableRow
                    key={rowId(row)}
                    row={row}
                    index={index}
                    position={first + index + 2}
                    name={rowName(row)}
                    link={rowLink(row)}
                    columns={columns}
                    peek={peek}
                    opened={rowId(row) === openedId}
                    selected={selection?.has(row)}
                    onSelect={select}
                    onFocus={keys.setActive}
                    onOpen={() => onOpen(row)}
                  />
                ) : null;
              })}
            </tbody>
          )}
        </table>
      </section>
      {selection && selection.size > 0 ? props.bulk : null}
      {foot}
    </div>
  );
}
