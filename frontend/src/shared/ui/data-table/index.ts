export { BulkBar } from './bulk-bar';
export { ColumnMenu } from './column-menu';
export { arrangeColumns, type DataColumn, type DataColumns, defineColumns } from './columns';
export { DataTable } from './data-table';
export type { CardState, DataTableProps, Page, TableSearch } from './types';
export { useColumns } from './use-columns';
export { type Selection, useSelection } from './use-selection';
