import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ListCareData, listCare } from '@/api/gen';
import { listCareQueryKey } from '@/api/gen/@tanstack/react-query.gen';

type Query = NonNullable<ListCareData['query']>;

export const careRoute = getRouteApi('/_app/inventory/care');

/** What the address of the page says. */
export type CareSearch = ReturnType<typeof careRoute.useSearch>;

export const NOTHING = {
  q: undefined,
  item: undefined,
  horizon: undefined,
  what: undefined,
  kind: undefined,
  department: undefined,
  category: undefined,
  blocks_issue: undefined,
} as const satisfies Record<keyof CareSearch, undefined>;

const PAGE = 100;

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false;
}

/** A patch of the address in which what is unset leaves it. */
export function clean(search: Partial<CareSearch>): Partial<CareSearch> {
  return Object.fromEntries(
    Object.entries(search).map(([key, value]) => [key, isSet(value) ? value : undefined]),
  );
}

export const isNarrowed = (search: CareSearch): boolean => Object.values(search).some(isSet);

/** What falls due, the earliest first, a page at a time. */
export const careOptions = (search: CareSearch) => {
  const query: Query = clean(search);
  return infiniteQueryOptions({
    queryKey: [...listCareQueryKey({ query }), 'feed'],
    queryFn: async ({ pageParam, signal }) =>
      (await listCare({ query: { ...query, page: pageParam, page_size: PAGE }, signal })).data,
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page < last.pages ? last.page + 1 : undefined),
    placeholderData: keepPreviousData,
  });
};

/** The address of the list as a file: the same filters and order. */
export function careFile(format: 'csv' | 'xlsx', search: CareSearch): string {
  const address = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(clean(search))) {
    if (value === undefined) continue;
    for (const part of Array.isArray(value) ? value : [value]) address.append(key, String(part));
  }
  return `/api/v1/inventory/care/export?${address}`;
}
