import type { RowData } from '@tanstack/react-table';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Hotkey, useHotkeys } from '../hotkeys';
import type { DataTableProps } from './types';

interface Keys {
  /** Index of the row the keyboard stands on; -1 before the first key. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  /** Moves by one row, over the page's edge too. */
  readonly move: (step: 1 | -1) => void;
}

/**
 * J/K walk the rows (with the drawer open they walk the records), X selects, Shift+X selects from the last selected
 * row on, Enter opens, Esc closes the drawer, then clears the selection.
 */
export function useTableKeys<T extends RowData>(
  props: DataTableProps<T>,
  rows: readonly T[],
  reveal: (index: number) => void,
): Keys {
  const { t } = useTranslation('shell');
  const { rowId, openedId, onOpen, onClose, onSearch, query, selection } = props;
  const [cursor, setCursor] = useState(-1);
  const anchor = useRef(-1);
  const edge = useRef<'first' | 'last' | null>(null);
  const opened = openedId === undefined ? -1 : rows.findIndex((row) => rowId(row) === openedId);
  const active = opened >= 0 ? opened : cursor < rows.length ? cursor : -1;

  const go = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setCursor(index);
    reveal(index);
    if (openedId !== undefined) onOpen(row);
  };

  const move = (step: 1 | -1) => {
    const next = active < 0 && step < 0 ? rows.length - 1 : active + step;
    if (next >= 0 && next < rows.length) return go(next);
    const page = query.data?.page ?? 1;
    const pages = query.data ? Math.ceil(query.data.total / query.data.page_size) : 1;
    if (page + step < 1 || page + step > pages) return;
    edge.current = step > 0 ? 'first' : 'last';
    onSearch({ page: page + step === 1 ? undefined : page + step });
  };

  const page = query.data?.page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another page has arrived, not when callbacks change
  useEffect(() => {
    anchor.current = -1;
    if (edge.current !== null && !query.isPlaceholderData) {
      const target = edge.current === 'first' ? 0 : rows.length - 1;
      edge.current = null;
      go(target);
    } else if (edge.current === null) setCursor(-1);
  }, [page, query.isPlaceholderData]);

  const select = (range: boolean) => {
    const row = rows[active];
    if (!row || !selection) return;
    if (range && anchor.current >= 0) {
      const [from, to] = [Math.min(anchor.current, active), Math.max(anchor.current, active)];
      selection.add(rows.slice(from, to + 1));
    } else selection.toggle(row);
    anchor.current = active;
  };

  const keys: Hotkey[] = [
    { keys: 'KeyJ', label: t('keys.next'), group: 'list', run: () => move(1) },
    { keys: 'KeyK', label: t('keys.previous'), group: 'list', run: () => move(-1) },
  ];
  if (selection) {
    keys.push(
      { keys: 'KeyX', label: t('keys.select'), group: 'list', run: () => select(false) },
      { keys: 'Shift+KeyX', label: t('keys.selectRange'), group: 'list', run: () => select(true) },
    );
  }
  if (openedId !== undefined || (selection?.size ?? 0) > 0) {
    keys.push({
      keys: 'Escape',
      label: t('keys.close'),
      group: 'list',
      run: () => (openedId !== undefined && onClose ? onClose() : selection?.clear()),
    });
  }
  useHotkeys(keys);

  return { active, setActive: setCursor, move };
}
