import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import { listConflictsOptions, listOpenRolesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { type Day, daysBetween, rangeOfDays } from '../time';
import { gather, type Range, rangeEnd, stretches } from './range';

/** Clashes of a range, asked for in as many parts as the server wants. */
export function useClashes(from: Day, range: Range, enabled = true) {
  return useQueries({
    queries: stretches(from, range).map((query) => ({
      ...listConflictsOptions({ query }),
      placeholderData: keepPreviousData,
      enabled,
    })),
    combine: (answers) => ({
      items: answers.every(({ data }) => data !== undefined)
        ? gather(answers.map(({ data }) => data?.items ?? []))
        : null,
      error: answers.find(({ isError, data }) => isError && data === undefined)?.error ?? null,
      retry: () => {
        for (const { isError, refetch } of answers) if (isError) void refetch();
      },
    }),
  });
}

/** Roles of a range that want somebody. */
export const openRolesOptions = (from: Day, range: Range) =>
  queryOptions({
    ...listOpenRolesOptions({ query: rangeOfDays(from, daysBetween(from, rangeEnd(from, range))) }),
    placeholderData: keepPreviousData,
  });
