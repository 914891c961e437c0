import { queryOptions } from '@tanstack/react-query';
import type { Me } from '@/api/gen';

/**
 * The signed-in user in the query cache. The generated client is loaded when it is called: imported here it would make
 * every operation of the API part of the entry.
 */
export const meKey = [{ _id: 'me', tags: ['auth'] }] as const;

export const meOptions = () =>
  queryOptions({
    queryKey: meKey,
    queryFn: async (): Promise<Me> => {
      const { getMe } = await import('@/api/gen/sdk.gen');
      return (await getMe()).data;
    },
    staleTime: 5 * 60_000,
  });
