import type { RowData } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useStoredColumns } from '../views';
import { arrangeColumns, type DataColumns } from './columns';

/** The visible columns of a list in order, and how to change them. For `DataTable`, `ColumnMenu` and `ViewsMenu`. */
export function useColumns<T extends RowData>(table: string, columns: DataColumns<T>, viewId?: number) {
  const stored = useStoredColumns(table, viewId);
  const key = JSON.stringify(stored.columns);
  const visible = useMemo(() => arrangeColumns(columns.list, JSON.parse(key)), [columns, key]);
  return { visible, save: stored.save, isDefault: stored.columns === null };
}
