import { getRouteApi } from '@tanstack/react-router';
import type { ListItemsData } from '@/api/gen';

type ListQuery = NonNullable<ListItemsData['query']>;

export const listRoute = getRouteApi('/_app/inventory/');

/** Everything about the list that its address says; the route's schema decides. */
export type InventorySearch = ReturnType<typeof listRoute.useSearch>;

/** Names of the search parameters that leave rows out. */
export const FILTER_KEYS = [
  'id',
  'import',
  'import_updated',
  'run',
  'category',
  'location',
  'status',
  'condition',
  'tag',
  'department',
  'field',
  'value',
  'idle',
  'has_photo',
  'kit',
  'care',
  'low_stock',
  'archived',
] as const satisfies readonly (keyof InventorySearch)[];

export const NO_FILTERS = {
  id: undefined,
  import: undefined,
  import_updated: undefined,
  run: undefined,
  category: undefined,
  location: undefined,
  status: undefined,
  condition: undefined,
  tag: undefined,
  department: undefined,
  field: undefined,
  value: undefined,
  idle: undefined,
  has_photo: undefined,
  kit: undefined,
  care: undefined,
  low_stock: undefined,
  archived: undefined,
} as const satisfies Record<(typeof FILTER_KEYS)[number], undefined>;

/** For most flags «no» is the same as «whatever»; for `has_photo` it is what people look for. */
function isSet(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== '' && (value !== false || key === 'has_photo');
}

/** Which filters (the search text is not one) are set. */
export function activeFilters(search: InventorySearch): (typeof FILTER_KEYS)[number][] {
  return FILTER_KEYS.filter((key) => isSet(search[key], key));
}

/** A patch of the address in which what is unset is undefined, so that it leaves the address. */
export function clean(patch: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, isSet(value, key) ? value : undefined]),
  );
}

/** What the API is asked: the address without what only concerns the screen. */
export function listQuery(search: InventorySearch): ListQuery {
  const { item: _item, tab: _tab, layout: _layout, shoot: _shoot, view: _view, ...query } = search;
  return Object.fromEntries(Object.entries(query).filter(([key, value]) => isSet(value, key)));
}
