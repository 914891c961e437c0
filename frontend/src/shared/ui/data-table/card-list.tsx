import { Checkbox, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RowData } from '@tanstack/react-table';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './card-list.module.css';
import type { CardState, DataTableProps } from './types';

const LONG_PRESS_MS = 450;
const WAITING = [0, 1, 2, 3, 4, 5, 6, 7];

/** A finger that stays on a card chooses it; the click that follows is not one. */
function useLongPress() {
  const timer = useRef<number>(undefined);
  const pressed = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return (choose: (() => void) | undefined, picking: boolean) =>
    choose && {
      onPointerDown: () => {
        pressed.current = false;
        stop();
        if (picking) return;
        timer.current = window.setTimeout(() => {
          pressed.current = true;
          choose();
        }, LONG_PRESS_MS);
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerMove: (event: { movementX: number; movementY: number }) => {
        if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop();
      },
      onContextMenu: (event: MouseEvent) => {
        if (pressed.current || picking) event.preventDefault();
      },
      onClick: (event: MouseEvent) => {
        if (!pressed.current && !picking) return;
        event.preventDefault();
        if (!pressed.current) choose();
        pressed.current = false;
      },
    };
}

/** The rows of a list on a phone: one link per card, nothing to scroll sideways. While picking, a tap chooses. */
export function CardList<T extends RowData>({
  rows,
  label,
  rowId,
  rowLink,
  openedId,
  selection,
  rowName,
  renderCard,
  picking = false,
  pending,
}: Pick<
  DataTableProps<T>,
  'label' | 'rowId' | 'rowName' | 'rowLink' | 'openedId' | 'selection' | 'picking'
> & {
  rows: readonly T[];
  renderCard: (row: T, state: CardState) => ReactNode;
  pending: boolean;
}) {
  const { t } = useTranslation('table');
  const press = useLongPress();
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
        <li
          key={rowId(row)}
          className={classes.item}
          data-picking={(picking && selection !== undefined) || undefined}
        >
          {picking && selection ? (
            <Checkbox
              className={classes.check ?? ''}
              aria-label={t('selectRow', { name: rowName(row) })}
              checked={selection.has(row)}
              onChange={() => selection.toggle(row)}
            />
          ) : null}
          <Link
            {...rowLink(row)}
            className={classes.card}
            data-selected={selection?.has(row) || undefined}
            {...press(selection && (() => selection.toggle(row)), picking)}
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
