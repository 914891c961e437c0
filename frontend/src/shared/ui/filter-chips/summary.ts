import { useTranslation } from 'react-i18next';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import type { DatesFilter, EnumFilter, Filter, RefFilter, ToggleFilter } from './types';

export type ChoosableFilter = Exclude<Filter, ToggleFilter>;

export function isSet(filter: Filter): boolean {
  if (filter.kind === 'toggle') return filter.value;
  if (filter.kind === 'dates' || filter.kind === 'numbers')
    return filter.value.from !== undefined || filter.value.to !== undefined;
  return filter.kind === 'flag' ? filter.value !== undefined : filter.value.length > 0;
}

function firstLabel(filter: EnumFilter | RefFilter): string {
  const first: string | number | undefined = filter.value[0];
  return filter.options?.find((option) => option.value === first)?.label ?? '…';
}

/** «Мебель» or «Мебель, ещё 2». */
export function useSummary() {
  const { t } = useTranslation('table');
  const period = ({ value: { from, to } }: DatesFilter): string => {
    if (from !== undefined && from === to) return formatPlainDate(from);
    if (from === undefined) return t('filters.until', { date: formatPlainDate(to ?? '') });
    if (to === undefined) return t('filters.since', { date: formatPlainDate(from) });
    return `${formatPlainDate(from)} – ${formatPlainDate(to)}`;
  };
  return (filter: ChoosableFilter): string => {
    if (filter.kind === 'dates') return period(filter);
    if (filter.kind === 'words') return `«${filter.value}»`;
    if (filter.kind === 'numbers') {
      const { from, to } = filter.value;
      if (from === undefined) return `≤ ${formatNumber(Number(to))}`;
      if (to === undefined) return `≥ ${formatNumber(Number(from))}`;
      return `${formatNumber(Number(from))} – ${formatNumber(Number(to))}`;
    }
    if (filter.kind === 'flag') return filter.value ? t('filters.yes') : t('filters.no');
    const rest = filter.value.length - 1;
    return rest > 0 ? `${firstLabel(filter)}, ${t('filters.more', { count: rest })}` : firstLabel(filter);
  };
}

/** What a list shows, in words: «Категория: Мебель; Без фото»; empty without a filter. */
export function useFilterWords() {
  const summary = useSummary();
  return (filters: readonly Filter[]): string =>
    filters
      .filter(isSet)
      .map((filter) => (filter.kind === 'toggle' ? filter.label : `${filter.label}: ${summary(filter)}`))
      .join('; ');
}
