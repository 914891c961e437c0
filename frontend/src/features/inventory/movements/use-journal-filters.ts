import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { type Filter, treeOptions } from '@/shared/ui/filter-chips';
import {
  allPeopleOptions,
  categoriesOptions,
  departmentsOptions,
  itemOptions,
  locationsOptions,
} from '../queries';
import { ACTS, KINDS } from './acts';
import type { JournalSearch } from './journal-search';
import { titleChoicesOptions } from './title-select';

const ALL = 200;

/** The journal's filters as chips. The item and the act come by a link and can only be dropped. */
export function useJournalFilters(
  search: JournalSearch,
  change: (patch: Partial<JournalSearch>) => void,
): Filter[] {
  const { t } = useTranslation('movements');
  const can = useCan();
  const categories = useQuery(categoriesOptions()).data?.items;
  const locations = useQuery(locationsOptions()).data?.items;
  const departments = useQuery(departmentsOptions()).data?.items;
  const mayTitles = can('performance:read');
  const titles = useQuery({ ...titleChoicesOptions('', ALL), enabled: mayTitles }).data?.items;
  const people = useQuery(allPeopleOptions()).data?.items;
  const item = useQuery({ ...itemOptions(search.item ?? 0), enabled: search.item !== undefined }).data;
  const own: Filter[] = [];
  if (search.item !== undefined) {
    own.push({
      kind: 'ref',
      id: 'item',
      label: t('filter.item'),
      options: [{ value: search.item, label: item?.name ?? '…' }],
      value: [search.item],
      onChange: ([id]) => change({ item: id }),
    });
  }
  if (search.batch !== undefined) {
    own.push({
      kind: 'flag',
      id: 'batch',
      label: t('filter.batch'),
      value: true,
      onChange: (kept) => change({ batch: kept ? search.batch : undefined }),
    });
  }
  return [
    ...own,
    {
      kind: 'dates',
      id: 'dates',
      label: t('filter.dates'),
      value: { from: search.date_from, to: search.date_to },
      onChange: ({ from, to }) => change({ date_from: from, date_to: to }),
    },
    {
      kind: 'enum',
      id: 'kind',
      label: t('filter.kind'),
      options: ACTS.map(({ kind, icon }) => ({ value: kind, label: t(`kind.${kind}`), icon })),
      value: search.movement_type ?? [],
      onChange: (chosen) => change({ movement_type: KINDS.filter((kind) => chosen.includes(kind)) }),
    },
    ...(mayTitles
      ? ([
          {
            kind: 'ref',
            id: 'performance',
            label: t('filter.performance'),
            options: titles?.map(({ id, title }) => ({ value: id, label: title })),
            value: search.performance ?? [],
            onChange: (performance) => change({ performance }),
          },
        ] satisfies Filter[])
      : []),
    {
      kind: 'ref',
      id: 'location',
      label: t('filter.location'),
      options: locations && treeOptions(locations),
      value: search.location ?? [],
      onChange: (location) => change({ location }),
    },
    {
      kind: 'ref',
      id: 'category',
      label: t('filter.category'),
      options: categories && treeOptions(categories),
      value: search.category ?? [],
      onChange: (category) => change({ category }),
    },
    {
      kind: 'ref',
      id: 'department',
      label: t('filter.department'),
      options: departments?.map(({ id, name }) => ({ value: id, label: name })),
      value: search.department ?? [],
      onChange: (department) => change({ department }),
    },
    {
      kind: 'ref',
      id: 'author',
      label: t('filter.author'),
      options: people?.map(({ id, short_name }) => ({ value: id, label: short_name })),
      value: search.author ?? [],
      onChange: (author) => change({ author }),
    },
  ];
}
