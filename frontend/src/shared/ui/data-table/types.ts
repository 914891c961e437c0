import type { LinkProps } from '@tanstack/react-router';
import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { DataColumns } from './columns';
import type { Selection } from './use-selection';

/** A page as every list of the API answers. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly page_size: number;
}

/** The part of a list's address the table itself reads and writes. */
export interface TableSearch {
  page?: number | undefined;
  page_size?: number | undefined;
  sort?: string | undefined;
}

export interface TableQuery<T> {
  readonly data: Page<T> | undefined;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  /** The rows shown belong to the previous request while the next one is on its way. */
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

export interface CardState {
  readonly selected: boolean;
  readonly toggle: () => void;
}

/** The ways to show the same rows. */
export const layouts = ['table', 'list', 'grid', 'gallery'] as const;
export type Layout = (typeof layouts)[number];
export type TileLayout = Exclude<Layout, 'table'>;

export interface DataTableProps<T extends RowData> {
  /** Key of the stored columns and views, the same in the shell's section. */
  readonly table: string;
  /** What the rows are, for screen readers: «Инвентарь». */
  readonly label: string;
  readonly columns: DataColumns<T>;
  readonly query: TableQuery<T>;
  /** Module-scope functions: identity and name of a row. */
  readonly rowId: (row: T) => number;
  readonly rowName: (row: T) => string;
  /** Where a row leads; usually the list itself with the record's id in the address. */
  readonly rowLink: (row: T) => LinkProps;
  readonly search: TableSearch;
  readonly onSearch: (patch: TableSearch) => void;
  /** The API's order when the address names none, for the heading's arrow. */
  readonly defaultSort?: string;
  readonly defaultPageSize?: number;
  /** The visible columns in order, from `useColumns`. */
  readonly visible: readonly string[];
  /** Without it rows cannot be selected. */
  readonly selection?: Selection<T>;
  /** Id of the row open in the drawer; the table goes into peek mode. */
  readonly openedId?: number | undefined;
  /** Opens a row from the keyboard (the link serves the mouse). */
  readonly onOpen: (row: T) => void;
  readonly onClose?: () => void;
  /** What stands in place of the rows when there are none. */
  readonly empty: ReactNode;
  /** Acts on the selection; the bar shows itself. */
  /** On a phone: a tap chooses instead of opening. */
  readonly picking?: boolean;
  readonly bulk?: ReactNode;
  /** A row on a phone; without it phones get the table. */
  readonly renderCard?: (row: T, state: CardState) => ReactNode;
  /** How the rows stand; a table by default. Anything else needs `renderTile`. */
  readonly layout?: Layout;
  /** A row as a line, a card or a picture; it may hold nothing to press. */
  readonly renderTile?: (row: T, layout: TileLayout) => ReactNode;
}
