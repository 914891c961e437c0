import { infiniteQueryOptions } from '@tanstack/react-query';
import { listCareRecords } from '@/api/gen';
import {
  listCarePlansOptions,
  listCareRecordsQueryKey,
  listCertificatesOptions,
} from '@/api/gen/@tanstack/react-query.gen';

const RECORDS = 20;

export const plansOptions = (itemId: number) => listCarePlansOptions({ path: { item_id: itemId } });

export const certificatesOptions = (itemId: number) => listCertificatesOptions({ path: { item_id: itemId } });

/** What has been done with an item, newest first. */
export const recordsOptions = (itemId: number) => {
  const path = { item_id: itemId };
  return infiniteQueryOptions({
    queryKey: [...listCareRecordsQueryKey({ path }), 'feed'],
    queryFn: async ({ pageParam, signal }) =>
      (await listCareRecords({ path, query: { limit: RECORDS, before: pageParam }, signal })).data,
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
};
