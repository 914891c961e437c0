import { useQuery } from '@tanstack/react-query';
import type { Me } from '@/api/gen';
import { getMeOptions } from '@/api/gen/@tanstack/react-query.gen';

/** The signed-in user. Only below the session guard of the `_app` route, which has loaded it. */
export function useMe(): Me {
  const { data } = useQuery({ ...getMeOptions(), staleTime: 5 * 60_000 });
  if (!data) throw new Error('useMe outside the session guard');
  return data;
}
