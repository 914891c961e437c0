import { useQuery } from '@tanstack/react-query';
import type { Me } from '@/api/gen';
import { meOptions } from './me';

/** The signed-in user. Only below the session guard of the `_app` route, which has loaded it. */
export function useMe(): Me {
  const { data } = useQuery(meOptions());
  if (!data) throw new Error('useMe outside the session guard');
  return data;
}
