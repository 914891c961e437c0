import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * What a change of one kind makes stale, as the API's own operation tags. Mutations call this, and so will live
 * updates: nobody invalidates a key by hand.
 */
const touches = {
  session: ['auth'],
  item: ['inventory', 'care'],
  care: ['care', 'inventory'],
  category: ['inventory'],
  location: ['inventory'],
  import: ['imports', 'inventory', 'tags'],
  /** An import that is still being prepared: nothing else knows of it. */
  importDraft: ['imports'],
  tag: ['tags', 'inventory'],
  view: ['views'],
  performance: ['performances'],
  /** Also what people and venues are free for. */
  event: ['schedule', 'availability'],
  /** When people are away or venues closed; it makes and ends conflicts. */
  absence: ['availability', 'schedule'],
  plan: ['schedule'],
  feed: ['schedule'],
  theater: ['theaters', 'schedule'],
} as const satisfies Record<string, readonly string[]>;

export type Entity = keyof typeof touches;

function tagsOf(key: QueryKey): readonly string[] {
  const head: unknown = key[0];
  if (typeof head !== 'object' || head === null || !('tags' in head) || !Array.isArray(head.tags)) return [];
  return head.tags.filter((tag): tag is string => typeof tag === 'string');
}

/** Marks everything an entity's change touches as stale and refetches what is on screen. */
export function invalidate(client: QueryClient, entity: Entity): Promise<void> {
  const wanted: readonly string[] = touches[entity];
  return client.invalidateQueries({
    predicate: (query) => tagsOf(query.queryKey).some((tag) => wanted.includes(tag)),
  });
}
