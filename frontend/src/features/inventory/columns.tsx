import type { ItemRow } from '@/api/gen';
import { NextEvent } from '@/features/schedule';
import { i18next } from '@/i18n';
import { formatMoney } from '@/shared/lib/money';
import { defineColumns } from '@/shared/ui/data-table';
import { Moment, PlaceCell, QuantityCell, StatusCell, TagsCell } from './components/cells';
import { ConditionBadge } from './components/status-badge';
import { ItemSquare } from './photos/item-picture';

/** Enough for the longest number of a page, in pixels. */
export function numberWidth(rows: readonly { readonly inventory_number: string }[]): number {
  const longest = Math.max(0, ...rows.map((row) => row.inventory_number.length));
  return Math.min(240, Math.max(84, Math.ceil(longest * 8.4) + 14));
}

export const columns = defineColumns<ItemRow>([
  {
    id: 'thumb',
    label: () => '',
    cell: (row) => <ItemSquare row={row} />,
    width: 40,
    peekWidth: 40,
    fixed: true,
  },
  {
    id: 'number',
    label: () => i18next.t('inventory:field.inventory_number_short'),
    cell: (row) => row.inventory_number,
    // The longest of the page decides (`numberWidth`): a number is never cut, the name gives way.
    width: 92,
    peekWidth: 92,
    secondary: true,
    sort: 'inventory_number',
  },
  {
    id: 'name',
    label: () => i18next.t('inventory:field.name'),
    cell: (row) => row.name,
    link: true,
    sort: 'name',
  },
  {
    id: 'category',
    label: () => i18next.t('inventory:field.category'),
    cell: (row) => row.category?.name,
    width: 124,
    peekWidth: 78,
    secondary: true,
  },
  {
    id: 'location',
    label: () => i18next.t('inventory:field.location'),
    cell: (row) => <PlaceCell row={row} />,
    width: 172,
    peekWidth: 120,
  },
  {
    id: 'status',
    label: () => i18next.t('inventory:field.status'),
    cell: (row) => <StatusCell row={row} />,
    width: 146,
    peekWidth: 132,
    sort: 'status',
  },
  {
    id: 'quantity',
    label: () => i18next.t('inventory:field.quantity'),
    cell: (row) => <QuantityCell row={row} />,
    width: 104,
    peekWidth: 112,
    sort: 'quantity',
    sortDescendingFirst: true,
  },
  {
    id: 'next',
    label: () => i18next.t('inventory:field.next_event'),
    cell: (row) => <NextEvent itemId={row.id} />,
    width: 148,
  },
  {
    id: 'tags',
    label: () => i18next.t('inventory:field.tags'),
    cell: (row) => <TagsCell row={row} />,
    width: 140,
    peekWidth: 72,
  },
  {
    id: 'updated',
    label: () => i18next.t('inventory:field.updated_at'),
    cell: (row) => <Moment at={row.updated_at} />,
    width: 116,
    peekWidth: 76,
    secondary: true,
    optional: true,
    sort: 'updated_at',
    sortDescendingFirst: true,
  },
  {
    id: 'condition',
    label: () => i18next.t('inventory:field.condition'),
    cell: (row) => <ConditionBadge condition={row.condition} />,
    width: 148,
    optional: true,
  },
  {
    id: 'department',
    label: () => i18next.t('inventory:field.department'),
    cell: (row) => row.department?.name,
    width: 148,
    secondary: true,
    optional: true,
  },
  {
    id: 'value',
    label: () => i18next.t('inventory:field.current_value'),
    cell: (row) => formatMoney(row.current_value),
    width: 128,
    align: 'end',
    optional: true,
    sort: 'current_value',
    sortDescendingFirst: true,
  },
]);

/** The export's name of each column of the table. */
export const EXPORT_COLUMNS: Readonly<Record<string, string>> = {
  number: 'inventory_number',
  name: 'name',
  category: 'category',
  location: 'location',
  status: 'status',
  quantity: 'quantity',
  tags: 'tags',
  updated: 'updated_at',
  condition: 'condition',
  department: 'department',
  value: 'current_value',
};
