import type { CustomFieldOut, ItemRow } from '@/api/gen';
import type { DataColumn } from '@/shared/ui/data-table';
import { fieldHeading, fieldText } from './values';

const NUMBERS: readonly CustomFieldOut['type'][] = ['integer', 'decimal'];

/** Columns of the list for the fields that want one. */
export function fieldColumns(fields: readonly CustomFieldOut[]): DataColumn<ItemRow>[] {
  return fields
    .filter((field) => field.is_active && field.show_in_list)
    .map((field) => ({
      id: `field.${field.key}`,
      label: () => fieldHeading(field),
      cell: (row: ItemRow) => fieldText(row.custom_fields[field.key], { ...field, unit: null }),
      width: 124,
      secondary: true,
      ...(NUMBERS.includes(field.type) ? { align: 'end' as const } : {}),
    }));
}
