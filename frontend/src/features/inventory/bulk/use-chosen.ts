import { useMemo, useState } from 'react';
import type { ItemRow, Selection as SelectionBody } from '@/api/gen';
import { type Selection, useSelection } from '@/shared/ui/data-table';
import { type InventorySearch, listQuery } from '../search';

const rowId = (row: ItemRow) => row.id;

/** Rows one by one, or everything that the list finds less some. */
export interface Chosen extends Selection<ItemRow> {
  /** Everything found is chosen; `rows` are then unknown. */
  readonly everything: boolean;
  readonly excluded: number;
  readonly chooseAll: () => void;
  /** What the API is told. */
  readonly body: SelectionBody;
}

/** The list's conditions without its order and page: who changes them chooses anew. */
function conditions(search: InventorySearch) {
  const { page: _page, page_size: _size, sort: _sort, ...filters } = listQuery(search);
  return filters;
}

/** Which items of the list are chosen, over its pages. */
export function useChosen(search: InventorySearch, total: number | undefined): Chosen {
  const filters = conditions(search);
  const key = JSON.stringify(filters);
  const rows = useSelection(rowId);
  const [all, setAll] = useState<{ key: string; excluded: ReadonlyMap<number, ItemRow> } | null>(null);
  const everything = all !== null && all.key === key;
  return useMemo(() => {
    if (!everything || !all) {
      return {
        ...rows,
        everything: false,
        excluded: 0,
        chooseAll: () => {
          rows.clear();
          setAll({ key, excluded: new Map() });
        },
        body: { ids: rows.rows.map(rowId) },
      };
    }
    const { excluded } = all;
    const change = (edit: (next: Map<number, ItemRow>) => void) => {
      const next = new Map(excluded);
      edit(next);
      setAll({ key, excluded: next });
    };
    return {
      everything: true,
      excluded: excluded.size,
      size: Math.max(0, (total ?? 0) - excluded.size),
      rows: [],
      has: (row) => !excluded.has(row.id),
      toggle: (row) =>
        change((next) => {
          if (!next.delete(row.id)) next.set(row.id, row);
        }),
      add: (some) =>
        change((next) => {
          for (const row of some) next.delete(row.id);
        }),
      remove: (some) =>
        change((next) => {
          for (const row of some) next.set(row.id, row);
        }),
      clear: () => {
        setAll(null);
        rows.clear();
      },
      chooseAll: () => setAll({ key, excluded: new Map() }),
      body: { query: JSON.parse(key), exclude_ids: [...excluded.keys()] },
    };
  }, [everything, all, rows, key, total]);
}
