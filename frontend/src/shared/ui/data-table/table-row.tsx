import { Checkbox } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './columns';
import classes from './data-table.module.css';

interface RowProps<T> {
  readonly row: T;
  readonly index: number;
  /** `aria-rowindex` of this row in the whole list, the heading being 1. */
  readonly position: number;
  readonly name: string;
  readonly link: LinkProps;
  readonly columns: readonly DataColumn<T>[];
  readonly peek: boolean;
  readonly opened: boolean;
  /** Undefined when rows cannot be selected. */
  readonly selected: boolean | undefined;
  readonly onSelect: (index: number, range: boolean) => void;
  readonly onFocus: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role="menuitem"]') !== null;
}

/** The row's link is the keyboard's way; the rest of the row only helps the mouse. */
function Row<T>({ row, index, position, name, link, columns, peek, opened, selected, ...act }: RowProps<T>) {
  const { t } = useTranslation('table');
  const open = (event: MouseEvent) => {
    // Selecting text in a cell must not open the row.
    if (isInteractive(event.target) || getSelection()?.type === 'Range') return;
    act.onOpen(index);
  };
  return (
    <tr
      className={classes.row}
      data-index={index}
      data-opened={opened || undefined}
      data-selected={selected || undefined}
      aria-rowindex={position}
      onClick={open}
      onFocus={() => act.onFocus(index)}
    >
      {selected === undefined ? null : (
        <td className={classes.check}>
          <Checkbox
            aria-label={t('selectRow', { name })}
            checked={selected}
            onChange={(event) =>
              act.onSelect(index, event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey)
            }
            onClick={(event) => {
              if (!event.shiftKey) return;
              event.preventDefault();
              act.onSelect(index, true);
            }}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          data-align={column.align}
          data-secondary={column.secondary || undefined}
          data-link={column.link || undefined}
          data-fixed={column.fixed || undefined}
        >
          {column.link ? (
            <Link {...link} className={classes.link} aria-current={opened ? 'true' : undefined}>
              {column.cell(row, { peek })}
            </Link>
          ) : (
            column.cell(row, { peek })
          )}
        </td>
      ))}
    </tr>
  );
}

/** One row; renders again only when something of its own has changed. */
export const TableRow = memo(Row) as typeof Row;
