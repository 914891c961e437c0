import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  type RowData,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';

export interface CellState {
  /** A drawer takes part of the width: show short words. */
  readonly peek: boolean;
}

/** One column of a list, declared at module scope (a new object per render would remount every cell). */
export interface DataColumn<T> {
  readonly id: string;
  /** Heading in the reader's language; called at render. An empty string hides the heading, not the column. */
  readonly label: () => string;
  readonly cell: (row: T, state: CellState) => ReactNode;
  /** Width in px; without one the column takes what is left (at least `minWidth`, 160 by default). */
  readonly width?: number;
  readonly minWidth?: number;
  /** Width in px while a drawer is open. */
  readonly peekWidth?: number;
  readonly align?: 'start' | 'end';
  /** The API's sort key; without it the column does not sort. */
  readonly sort?: string;
  /** First click sorts downwards: dates and quantities. */
  readonly sortDescendingFirst?: boolean;
  /** Grey, and 12 px while a drawer is open. */
  readonly secondary?: boolean;
  /** Holds the row's link; exactly one column has it, and it cannot be hidden. */
  readonly link?: boolean;
  /** Not shown until chosen. */
  readonly optional?: boolean;
  /** Cannot be switched off or moved (pictures, for example). */
  readonly fixed?: boolean;
}

interface Meta {
  readonly column: Omit<DataColumn<never>, 'cell'>;
}

export const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnMeta: {} as Meta,
});

export interface DataColumns<T extends RowData> {
  readonly list: readonly DataColumn<T>[];
  readonly defs: ColumnDef<typeof features, T>[];
}

/** Prepares a list's columns once, at module scope. */
export function defineColumns<T extends RowData>(list: readonly DataColumn<T>[]): DataColumns<T> {
  return {
    list,
    defs: list.map((column) => ({
      id: column.id,
      header: column.label,
      enableHiding: !column.link && !column.fixed,
      meta: { column },
    })),
  };
}

/** Which columns are visible and in what order: the stored choice, made whole where the program has changed since. */
export function arrangeColumns<T>(
  list: readonly DataColumn<T>[],
  stored: readonly string[] | null,
): string[] {
  const known = new Set(list.map((column) => column.id));
  const always = list.filter((column) => column.fixed).map((column) => column.id);
  if (stored === null) return list.filter((column) => !column.optional).map((column) => column.id);
  const chosen = stored.filter((id) => known.has(id) && !always.includes(id));
  const link = list.find((column) => column.link)?.id;
  if (link !== undefined && !chosen.includes(link)) chosen.unshift(link);
  return [...always, ...chosen];
}
