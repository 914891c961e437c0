import { Checkbox, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RowData } from '@tanstack/react-table';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tile-list.module.css';
import type { DataTableProps, TileLayout } from './types';

const WAITING = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** How many tiles stand in the first line, as the page has laid them out. */
function columnsOf(list: Element): number {
  const tops = [...list.children].map((tile) => (tile instanceof HTMLElement ? tile.offsetTop : 0));
  const next = tops.findIndex((top) => top !== tops[0]);
  return next < 0 ? Math.max(1, tops.length) : next;
}

/** Where an arrow leads from a tile; the same place when there is nothing in that direction. */
export function arrowTarget(key: string, index: number, count: number, columns: number): number {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const target = index + (steps[key] ?? 0);
  return target < 0 || target >= count ? index : target;
}

type Taken<T extends RowData> = Pick<
  DataTableProps<T>,
  'label' | 'rowId' | 'rowName' | 'rowLink' | 'openedId' | 'selection'
>;

/** The same rows as lines, cards or pictures: one link each, a box to choose it, arrows to walk. */
export function TileList<T extends RowData>({
  rows,
  layout,
  label,
  rowId,
  rowName,
  rowLink,
  openedId,
  selection,
  renderTile,
  pending,
  scroller,
  onSelect,
  onFocus,
}: Taken<T> & {
  rows: readonly T[];
  layout: TileLayout;
  renderTile: (row: T, layout: TileLayout) => ReactNode;
  pending: boolean;
  scroller: RefObject<HTMLElement | null>;
  onSelect: (index: number, range: boolean) => void;
  onFocus: (index: number) => void;
}) {
  const { t } = useTranslation('table');
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^(Arrow|Home|End)/.test(event.key)) return;
    const tile = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const index = Number(tile?.getAttribute('data-index') ?? -1);
    if (index < 0) return;
    event.preventDefault();
    const target = arrowTarget(event.key, index, rows.length, columnsOf(event.currentTarget));
    event.currentTarget.querySelector<HTMLElement>(`[data-index="${target}"] .${classes.link}`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label} aria-busy={pending}>
      <ul
        className={classes.tiles}
        data-layout={layout}
        data-choosing={(selection?.size ?? 0) > 0 || undefined}
        aria-label={label}
        onKeyDown={walk}
      >
        {pending
          ? WAITING.map((tile) => (
              <li key={tile} className={classes.waiting} aria-hidden="true">
                <Skeleton height={layout === 'list' ? 32 : '100%'} radius="md" />
              </li>
            ))
          : rows.map((row, index) => {
              const selected = selection?.has(row) ?? false;
              const opened = rowId(row) === openedId;
              return (
                <li
                  key={rowId(row)}
                  className={classes.tile}
                  data-index={index}
                  data-selected={selected || undefined}
                  data-opened={opened || undefined}
                  onFocus={() => onFocus(index)}
                >
                  <Link {...rowLink(row)} className={classes.link} aria-current={opened ? 'true' : undefined}>
                    {renderTile(row, layout)}
                  </Link>
                  {selection ? (
                    <span className={classes.check}>
                      <Checkbox
                        aria-label={t('selectRow', { name: rowName(row) })}
                        checked={selected}
                        onChange={() => onSelect(index, false)}
                        onClick={(event) => {
                          if (!event.shiftKey) return;
                          event.preventDefault();
                          onSelect(index, true);
                        }}
                      />
                    </span>
                  ) : null}
                </li>
              );
            })}
      </ul>
    </section>
  );
}
