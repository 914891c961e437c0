import { useQuery } from '@tanstack/react-query';
import { treeIndex } from '@/shared/lib/tree';
import { locationsOptions } from '../queries';
import type { PathOf } from './movement-text';

const NO_NODES: readonly never[] = [];

/** Places with those around them: «Склад А, Стеллаж 3». Until the tree is there, their own names. */
export function usePathOf(): PathOf {
  const { data } = useQuery(locationsOptions());
  const index = treeIndex(data?.items ?? NO_NODES);
  return (place) => index.get(place.id)?.path.join(', ') ?? place.name;
}
