import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import classes from './card-list.module.css';
import type { CardState, DataTableProps } from './types';

const WAITING = [0, 1, 2, 3, 4, 5, 6, 7];

/** The rows of a list on a phone: one link per card, nothing to scroll sideways. */
export function CardList<T extends RowData>({
  rows,
  label,
  rowId,
  rowLink,
  openedId,
  selection,
  renderCard,
  pending,
}: Pick<DataTableProps<T>, 'label' | 'rowId' | 'rowLink' | 'openedId' | 'selection'> & {
  rows: readonly T[];
  renderCard: (row: T, state: CardState) => ReactNode;
  pending: boolean;
}) {
  if (pending) {
    return (
      <div className={classes.scroller} aria-busy="true">
        {WAITING.map((line) => (
          <div key={line} className={classes.card}>
            <Skeleton height={14} width="60%" />
            <Skeleton height={10} width="40%" mt={10} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <ul className={classes.scroller} aria-label={label}>
      {rows.map((row) => (
        <li key={rowId(row)} className={classes.item}>
          <Link
            {...rowLink(row)}
            className={classes.card}
            aria-current={rowId(row) === openedId ? 'true' : undefined}
          >
            {renderCard(row, {
              selected: selection?.has(row) ?? false,
              toggle: () => selection?.toggle(row),
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
