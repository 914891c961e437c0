import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { createView, deleteView, updateView, type ViewIn, type ViewOut } from '@/api/gen';
import { listViewsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { useStoredPreferences } from './stored-preferences';

const FRESH_MS = 60_000;
const stateSchema = z.object({
  search: z.catch(z.record(z.string(), z.unknown()), {}),
  columns: z.catch(z.nullish(z.array(z.string())), null),
});

export interface SavedView {
  readonly id: number;
  readonly version: number;
  readonly table: ViewIn['table'];
  readonly name: string;
  /** The list's search parameters: filters, sort, page size. */
  readonly search: Record<string, unknown>;
  /** Visible columns in order; null means the list's default. */
  readonly columns: readonly string[] | null;
  readonly shared: boolean;
  readonly mine: boolean;
  readonly canEdit: boolean;
  readonly owner: string;
}

function toView(view: ViewOut): SavedView {
  const { search, columns } = z.parse(stateSchema, view.state);
  return {
    id: view.id,
    version: view.version,
    table: view.table,
    name: view.name,
    search,
    columns: columns ?? null,
    shared: view.shared,
    mine: view.mine,
    canEdit: view.can_edit,
    owner: view.owner.short_name,
  };
}

/** Own views and those that others share, of every list: the sidebar and the lists ask once. */
export const viewsOptions = () =>
  queryOptions({
    ...listViewsOptions(),
    staleTime: FRESH_MS,
    select: ({ items }) => items.map(toView),
  });

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** What a saved view keeps of the address: everything but the page one is on and the record that is open. */
export function viewSearch(search: Record<string, unknown>): Record<string, unknown> {
  const dropped = new Set(['page', 'item', 'view', 'tab', 'shoot']);
  return Object.fromEntries(
    Object.entries(search).filter(([key, value]) => !dropped.has(key) && value !== undefined),
  );
}

/** Whether two addresses show the same list, in whatever order they say so. */
export function sameSearch(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const said = (search: Record<string, unknown>) =>
    JSON.stringify(Object.entries(viewSearch(search)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return said(one) === said(other);
}

export interface ViewChange {
  name?: string;
  shared?: boolean;
  sort_order?: number;
  state?: { search: Record<string, unknown>; columns: string[] | null };
}

type State = ViewIn['state'];
type Fresh = { name: string; shared: boolean; state: ViewChange['state'] };

/** The saved views of one list and what may be done with them. */
export function useSavedViews(table: ViewIn['table']) {
  const client = useQueryClient();
  const all = useQuery(viewsOptions()).data;
  const settled = { onSettled: () => invalidate(client, 'view'), meta: { handlesError: true } };
  return {
    views: (all ?? []).filter((view) => view.table === table),
    add: useMutation({
      mutationFn: async ({ name, shared, state }: Fresh) =>
        toView((await createView({ body: { table, name, shared, state: state as State } })).data),
      ...settled,
    }),
    change: useMutation({
      mutationFn: ({ view, patch }: { view: SavedView; patch: ViewChange }) =>
        updateView({ path: { view_id: view.id }, body: patch as Parameters<typeof updateView>[0]['body'] }),
      ...settled,
    }),
    remove: useMutation({
      mutationFn: (view: SavedView) => deleteView({ path: { view_id: view.id } }),
      ...settled,
    }),
  };
}

/** The columns a reader chose for a list: those of the opened view, else their own choice, else null (the default). */
export function useStoredColumns(table: string, viewId: number | undefined) {
  const stored = useStoredPreferences();
  const client = useQueryClient();
  const views = useQuery({ ...viewsOptions(), enabled: viewId !== undefined }).data;
  const view = views?.find((candidate) => candidate.id === viewId);
  const own = (key: string) => {
    const read = z.safeParse(z.object({ columns: z.array(z.string()) }), record(stored.tables)[key]);
    return read.success ? read.data.columns : null;
  };
  // Of a view that is somebody else's, one's own choice of columns lies beside it.
  const key = view && !view.canEdit ? `${table}:${view.id}` : table;
  const keep = useMutation({
    mutationFn: (columns: readonly string[]) =>
      view
        ? updateView({
            path: { view_id: view.id },
            body: { state: { search: view.search, columns: [...columns] } as State },
          })
        : Promise.resolve(null),
    onSettled: () => invalidate(client, 'view'),
  });
  return {
    columns: view ? ((view.canEdit ? null : own(key)) ?? view.columns) : own(table),
    save: (columns: readonly string[] | null) => {
      if (view?.canEdit && columns) keep.mutate(columns);
      else stored.save({ tables: { [key]: columns ? { columns: [...columns] } : {} } });
    },
  };
}
