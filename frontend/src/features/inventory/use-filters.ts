import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Filter, treeOptions } from '@/shared/ui/filter-chips';
import { IDLE_MONTHS, VALUE_BANDS } from './analytics/vocabulary';
import { stateLook } from './care/vocabulary';
import { useFieldFilters } from './fields/use-field-filters';
import { categoriesOptions, departmentsOptions, locationsOptions, tagsOptions } from './queries';
import type { InventorySearch } from './search';
import { useFacets } from './use-facets';
import { useOriginFilters } from './use-origin-filters';
import { CONDITIONS, conditionLook, STATUSES, statusLook } from './vocabulary';

type Patch = Partial<InventorySearch>;
const CARE_STATES = ['overdue', 'due_soon'] as const;

/** The list's filters as chips; every change starts at the first page again. */
export function useFilters(search: InventorySearch, onChange: (patch: Patch) => void): Filter[] {
  const { t } = useTranslation(['inventory', 'analytics', 'photos', 'units', 'care', 'labels']);
  const categories = useQuery(categoriesOptions()).data?.items;
  const locations = useQuery(locationsOptions()).data?.items;
  const departments = useQuery(departmentsOptions()).data?.items;
  const tags = useQuery(tagsOptions()).data?.items;
  const change = (patch: Patch) => onChange({ ...patch, page: undefined });
  const counted = useFacets(search);
  const origin = useOriginFilters(search, change);
  const own = useFieldFilters(search.field, (field) => change({ field }));
  const filters: Filter[] = [
    ...origin,
    // Nothing to choose from: such a list comes from elsewhere, here it can only be let go.
    ...(search.id?.length
      ? [
          {
            kind: 'flag' as const,
            id: 'id',
            label: t('labels:chosen', { count: search.id.length }),
            value: true,
            onChange: () => change({ id: undefined }),
          },
        ]
      : []),
    {
      kind: 'ref',
      id: 'category',
      label: t('field.category'),
      options: categories && counted('category', treeOptions(categories)),
      value: search.category ?? [],
      onChange: (category) => change({ category }),
    },
    {
      kind: 'ref',
      id: 'location',
      label: t('field.location'),
      options: locations && counted('location', treeOptions(locations)),
      value: search.location ?? [],
      onChange: (location) => change({ location }),
    },
    {
      kind: 'enum',
      id: 'status',
      label: t('field.status'),
      options: counted(
        'status',
        STATUSES.map((value) => ({ value, label: t(`status.${value}`), icon: statusLook[value].icon })),
      ),
      value: search.status ?? [],
      onChange: (chosen) => change({ status: STATUSES.filter((status) => chosen.includes(status)) }),
    },
    {
      kind: 'enum',
      id: 'condition',
      label: t('field.condition'),
      options: counted(
        'condition',
        CONDITIONS.map((value) => ({
          value,
          label: t(`condition.${value}`),
          icon: conditionLook[value].icon,
        })),
      ),
      value: search.condition ?? [],
      onChange: (chosen) =>
        change({ condition: CONDITIONS.filter((condition) => chosen.includes(condition)) }),
    },
    {
      kind: 'ref',
      id: 'department',
      label: t('field.department'),
      options:
        departments &&
        counted(
          'department',
          departments.map(({ id, name }) => ({ value: id, label: name })),
        ),
      value: search.department ?? [],
      onChange: (department) => change({ department }),
    },
    {
      kind: 'ref',
      id: 'tag',
      label: t('field.tags'),
      options:
        tags &&
        counted(
          'tag',
          tags.map(({ id, name, color }) => ({ value: id, label: name, color })),
        ),
      value: search.tag ?? [],
      onChange: (tag) => change({ tag }),
    },
    {
      kind: 'enum',
      id: 'value',
      further: true,
      label: t('field.current_value'),
      options: VALUE_BANDS.map((value) => ({ value, label: t(`analytics:band.${value}`) })),
      value: search.value ?? [],
      onChange: (chosen) => change({ value: VALUE_BANDS.filter((band) => chosen.includes(band)) }),
    },
    {
      kind: 'enum',
      id: 'idle',
      further: true,
      label: t('filter.idle'),
      options: IDLE_MONTHS.map((count) => ({
        value: String(count),
        label: t('analytics:months', { count }),
      })),
      value: search.idle === undefined ? [] : [String(search.idle)],
      // One length at a time: the last one pressed.
      onChange: (chosen) => change({ idle: chosen.length > 0 ? Number(chosen.at(-1)) : undefined }),
    },
    {
      kind: 'toggle',
      id: 'has_photo',
      label: t('photos:without'),
      value: search.has_photo === false,
      onChange: (on) => change({ has_photo: on ? false : undefined }),
    },
    {
      kind: 'flag',
      id: 'kit',
      further: true,
      label: t('units:kit.kits'),
      value: search.kit,
      onChange: (kit) => change({ kit: kit || undefined }),
    },
    {
      kind: 'enum',
      id: 'care',
      further: true,
      label: t('care:filter.care'),
      options: CARE_STATES.map((value) => ({
        value,
        label: t(`care:row.care_${value}`),
        icon: stateLook[value].icon,
      })),
      value: search.care ?? [],
      onChange: (chosen) => change({ care: CARE_STATES.filter((state) => chosen.includes(state)) }),
    },
    {
      kind: 'flag',
      id: 'low_stock',
      further: true,
      label: t('care:filter.low_stock'),
      value: search.low_stock,
      onChange: (low_stock) => change({ low_stock: low_stock || undefined }),
    },
    {
      kind: 'flag',
      id: 'archived',
      further: true,
      label: t('filter.archived'),
      value: search.archived,
      onChange: (archived) => change({ archived: archived || undefined }),
    },
  ];
  return [...filters, ...own];
}
