import type { CustomFieldOut, ItemOut } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { unbroken } from '@/shared/lib/unbroken';

export type FieldValue = ItemOut['custom_fields'][string];

/** «Мощность, Вт». */
export function fieldHeading(field: Pick<CustomFieldOut, 'name' | 'unit'>): string {
  return field.unit ? `${field.name}, ${field.unit}` : field.name;
}

/** A value in words; without a field it is somebody's free text. */
export function fieldText(value: FieldValue | undefined, field?: CustomFieldOut): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return i18next.t(value ? 'table:filters.yes' : 'table:filters.no');
  if (typeof value === 'number') {
    const text = formatNumber(value);
    return field?.unit ? `${text} ${field.unit}` : text;
  }
  const label = (one: string) => field?.options.find((option) => option.value === one)?.label ?? one;
  if (Array.isArray(value)) return unbroken(value.map(label).join(', '));
  if (field?.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatPlainDate(value);
  return field?.type === 'url' ? value : unbroken(label(value));
}
