import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getItemUsage, type ItemOut, listItemHistory } from '@/api/gen';
import {
  getItemOptions,
  getItemUsageOptions,
  listCategoriesOptions,
  listDepartmentsOptions,
  listItemHistoryQueryKey,
  listItemsOptions,
  listLocationsOptions,
  listTagsOptions,
  listUsersOptions,
} from '@/api/gen/@tanstack/react-query.gen';
import { type InventorySearch, listQuery } from './search';

const TREE_FRESH_MS = 5 * 60_000;
const HISTORY_PAGE = 20;

/** One page of the list; the rows of the previous request stay until the next ones are there. */
export const itemsOptions = (search: InventorySearch) =>
  queryOptions({ ...listItemsOptions({ query: listQuery(search) }), placeholderData: keepPreviousData });

/** The most that one answer holds; whoever photographs more starts again. */
const QUEUE = 200;

/** Items without photos under the list's own conditions, for photographing them in a row. */
export const queueOptions = (search: InventorySearch) =>
  queryOptions({
    ...listItemsOptions({
      query: { ...listQuery(search), has_photo: false, page: 1, page_size: QUEUE },
    }),
    staleTime: 0,
  });

/** One item with everything about it, archived or not. */
export const itemOptions = (itemId: number) =>
  getItemOptions({ path: { item_id: itemId }, query: { archived: true } });

export const categoriesOptions = () => queryOptions({ ...listCategoriesOptions(), staleTime: TREE_FRESH_MS });

export const locationsOptions = () => queryOptions({ ...listLocationsOptions(), staleTime: TREE_FRESH_MS });

export const usageOptions = (itemId: number) => getItemUsageOptions({ path: { item_id: itemId } });

/**
 * How many movements an item has. Bound to its version, which every movement raises, and not to the tags of the API:
 * an item that has just gone to the archive must not be asked again.
 */
export const movementCountOptions = (item: Pick<ItemOut, 'id' | 'version' | 'deleted_at'>) =>
  queryOptions({
    queryKey: ['movement-count', item.id, item.version],
    queryFn: async ({ signal }) =>
      (await getItemUsage({ path: { item_id: item.id }, signal })).data.movements,
    enabled: item.deleted_at === null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

/** An item's movements, newest first, a page at a time. */
export const historyOptions = (itemId: number) => {
  const path = { item_id: itemId };
  return infiniteQueryOptions({
    queryKey: [...listItemHistoryQueryKey({ path }), 'feed'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { archived: true, limit: HISTORY_PAGE, before: pageParam };
      return (await listItemHistory({ path, query, signal })).data;
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
};

/** As many as one answer of the API holds; theatres have a dozen departments and tens of tags. */
const ALL = 200;

export const departmentsOptions = () =>
  queryOptions({ ...listDepartmentsOptions({ query: { page_size: ALL } }), staleTime: TREE_FRESH_MS });

export const tagsOptions = () =>
  queryOptions({ ...listTagsOptions({ query: { page_size: ALL } }), staleTime: TREE_FRESH_MS });

/** Everybody who may have moved something, for a filter. */
export const allPeopleOptions = () =>
  queryOptions({ ...listUsersOptions({ query: { page_size: ALL } }), staleTime: TREE_FRESH_MS });

/** People who can answer for an item, by a part of the name. */
export const peopleOptions = (q: string) =>
  queryOptions({
    ...listUsersOptions({ query: { q: q === '' ? undefined : q, active: true, page_size: 25 } }),
    placeholderData: keepPreviousData,
  });
