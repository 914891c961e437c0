import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkLine, BulkValues } from '@/api/gen';
import { treeIndex } from '@/shared/lib/tree';
import { locationsOptions } from '../queries';

const NO_NODES: readonly never[] = [];

/** How the values of a line read: «Склад А, Стеллаж 3 · На складе: 4». */
export function useWords() {
  const { t } = useTranslation(['bulk', 'inventory']);
  const places = treeIndex(useQuery(locationsOptions()).data?.items ?? NO_NODES);
  const values = (given: BulkValues | null): string => {
    if (!given) return '';
    const { stock, tags, archived, condition, ...named } = given;
    if (stock) {
      return stock
        .map(({ location, status, quantity }) => {
          const place = location
            ? (places.get(location.id)?.path ?? [location.name]).join(', ')
            : t('inventory:noPlace');
          return `${place} · ${t(`inventory:status.${status}`)}: ${quantity}`;
        })
        .join('; ');
    }
    if (tags) return tags.map((tag) => tag.name).join(', ') || t('empty');
    if (archived !== undefined && archived !== null) return t(archived ? 'archived.yes' : 'archived.no');
    if (condition) return t(`inventory:condition.${condition}`);
    return named.category?.name ?? named.department?.name ?? named.responsible?.short_name ?? t('empty');
  };
  const name = (line: BulkLine) => line.item.name ?? t('hidden', { id: String(line.item.id) });
  return { values, name };
}

/** A field of CSV; a leading sign would be a formula to a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function toCsv(rows: readonly (readonly string[])[]): Blob {
  const body = rows.map((row) => row.map(cell).join(';')).join('\r\n');
  return new Blob([`\uFEFF${body}\r\n`], { type: 'text/csv;charset=utf-8' });
}
