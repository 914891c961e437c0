import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ListMovementsData, listMovements } from '@/api/gen';
import { listMovementsQueryKey } from '@/api/gen/@tanstack/react-query.gen';

type Query = NonNullable<ListMovementsData['query']>;

export const journalRoute = getRouteApi('/_app/inventory/movements');

/** Everything about the journal that its address says; the route's schema decides. */
export type JournalSearch = ReturnType<typeof journalRoute.useSearch>;

const PAGE = 50;

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}

/** The address without what is unset: what the API is asked, and what an export asks too. */
export function journalQuery(search: JournalSearch): Query {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => isSet(value)));
}

export function isNarrowed(search: JournalSearch): boolean {
  return Object.keys(journalQuery(search)).length > 0;
}

/** The journal, newest first, a stretch at a time. */
export const journalOptions = (search: JournalSearch) => {
  const query = journalQuery(search);
  return infiniteQueryOptions({
    queryKey: [...listMovementsQueryKey({ query }), 'feed'],
    queryFn: async ({ pageParam, signal }) =>
      (await listMovements({ query: { ...query, limit: PAGE, before: pageParam }, signal })).data,
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
};

/** The address of the same movements as a file. */
export function journalFile(format: 'csv' | 'xlsx', search: JournalSearch): string {
  const address = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(journalQuery(search))) {
    for (const part of Array.isArray(value) ? value : [value]) address.append(key, String(part));
  }
  return `/api/v1/inventory/movements/export?${address}`;
}
