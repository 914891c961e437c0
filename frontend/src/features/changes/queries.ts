import { infiniteQueryOptions } from '@tanstack/react-query';
import { listRecentChanges } from '@/api/gen';
import { listRecentChangesQueryKey } from '@/api/gen/@tanstack/react-query.gen';

export type Whose = 'mine' | 'all';

/** Recent changes, newest first, page by page. */
export function changesOptions(whose: Whose) {
  return infiniteQueryOptions({
    queryKey: [{ ...listRecentChangesQueryKey({ query: { whose } })[0], _infinite: true }],
    queryFn: async ({ pageParam, signal }) =>
      (await listRecentChanges({ query: { whose, before: pageParam }, signal })).data,
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
