import { useMemo, useState } from 'react';

export interface Selection<T> {
  readonly size: number;
  /** Selected rows, also of other pages, in the order they were chosen. */
  readonly rows: readonly T[];
  readonly has: (row: T) => boolean;
  readonly toggle: (row: T) => void;
  /** Adds every given row, for Shift and for «select all on the page». */
  readonly add: (rows: readonly T[]) => void;
  readonly remove: (rows: readonly T[]) => void;
  readonly clear: () => void;
}

/** Which rows are chosen. Survives a change of page; call `clear` in one place, after a bulk act succeeded. */
export function useSelection<T>(idOf: (row: T) => number): Selection<T> {
  const [chosen, setChosen] = useState<ReadonlyMap<number, T>>(() => new Map());
  return useMemo(() => {
    const change = (edit: (next: Map<number, T>) => void) =>
      setChosen((current) => {
        const next = new Map(current);
        edit(next);
        return next;
      });
    return {
      size: chosen.size,
      rows: [...chosen.values()],
      has: (row) => chosen.has(idOf(row)),
      toggle: (row) =>
        change((next) => {
          if (!next.delete(idOf(row))) next.set(idOf(row), row);
        }),
      add: (rows) =>
        change((next) => {
          for (const row of rows) next.set(idOf(row), row);
        }),
      remove: (rows) =>
        change((next) => {
          for (const row of rows) next.delete(idOf(row));
        }),
      clear: () => setChosen(new Map()),
    };
  }, [chosen, idOf]);
}
