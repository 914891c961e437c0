import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listItemsOptions } from '@/api/gen/@tanstack/react-query.gen';
import type { Summary } from './session';
import { useScans } from './store';

/** As many items as one question and one act take. */
export const MOST_ITEMS = 500;

export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** How many of the things that are out have been scanned; null where the set is not known. */
export function useProgress({ itemIds }: Summary): Progress | null {
  const task = useScans((state) => state.task);
  const place = useScans((state) => state.place);
  const out = {
    status: ['on_stage' as const],
    page_size: 1,
    ...(place === null ? {} : { location: [place] }),
  };
  const enabled = task === 'return';
  const id = itemIds.slice(0, MOST_ITEMS);
  const all = useQuery({ ...listItemsOptions({ query: out }), placeholderData: keepPreviousData, enabled });
  const done = useQuery({
    ...listItemsOptions({ query: { ...out, id } }),
    placeholderData: keepPreviousData,
    enabled: enabled && id.length > 0,
  });
  if (!enabled || !all.data) return null;
  return { all: all.data.total, done: id.length > 0 ? (done.data?.total ?? 0) : 0 };
}
