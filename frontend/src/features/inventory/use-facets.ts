import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Facets } from '@/api/gen';
import { countItemFacetsOptions } from '@/api/gen/@tanstack/react-query.gen';
import type { FilterOption } from '@/shared/ui/filter-chips';
import { type InventorySearch, listQuery } from './search';

/** Puts beside each choice of a filter how many items it would find, with all other filters as they are. */
export function useFacets(search: InventorySearch) {
  const { page: _page, page_size: _size, sort: _sort, ...query } = listQuery(search);
  const { data } = useQuery({ ...countItemFacetsOptions({ query }), placeholderData: keepPreviousData });
  return <V extends string | number>(
    facet: Exclude<keyof Facets, 'total'>,
    options: readonly FilterOption<V>[],
  ): FilterOption<V>[] =>
    options.map((option) => (data ? { ...option, count: data[facet][String(option.value)] ?? 0 } : option));
}
