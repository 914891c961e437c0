import * as z from 'zod/mini';
import { randomId } from '@/shared/lib/random-id';
import { useStoredPreferences } from './stored-preferences';

const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The list's search parameters: filters, sort, page size. */
  search: z.record(z.string(), z.unknown()),
  /** Visible columns in order; absent means the list's default. */
  columns: z.optional(z.array(z.string())),
});

export type SavedView = z.infer<typeof viewSchema>;

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The named views of one list as the account keeps them; anything unreadable is left out, never an error. */
export function readViews(stored: unknown, table: string): SavedView[] {
  const list = record(stored)[table];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry) => {
    const parsed = viewSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What a saved view keeps of the address: everything but the page one is on and the record that is open. */
export function viewSearch(search: Record<string, unknown>): Record<string, unknown> {
  const dropped = new Set(['page', 'item', 'view', 'tab']);
  return Object.fromEntries(
    Object.entries(search).filter(([key, value]) => !dropped.has(key) && value !== undefined),
  );
}

export interface SavedViews {
  readonly views: readonly SavedView[];
  readonly add: (name: string, search: Record<string, unknown>, columns: readonly string[]) => SavedView;
  readonly remove: (id: string) => void;
  /** Brings the list back as it was when this object was made; for undo. */
  readonly restore: () => void;
  readonly setColumns: (id: string, columns: readonly string[]) => void;
}

/** The saved views of one list and what may be done with them. */
export function useSavedViews(table: string): SavedViews {
  const stored = useStoredPreferences();
  const views = readViews(stored.views, table);
  const write = (next: readonly SavedView[]) => stored.save({ views: { [table]: next } });
  return {
    views,
    add: (name, search, columns) => {
      const view = { id: randomId(), name, search: viewSearch(search), columns: [...columns] };
      write([...views, view]);
      return view;
    },
    restore: () => write(views),
    remove: (id) => write(views.filter((view) => view.id !== id)),
    setColumns: (id, columns) =>
      write(views.map((view) => (view.id === id ? { ...view, columns: [...columns] } : view))),
  };
}

/** The columns a reader chose for a list: those of the opened view, else their own choice, else null (the default). */
export function useStoredColumns(table: string, viewId: string | undefined) {
  const stored = useStoredPreferences();
  const { views, setColumns } = useSavedViews(table);
  const view = viewId === undefined ? undefined : views.find((candidate) => candidate.id === viewId);
  const own = z.safeParse(z.object({ columns: z.array(z.string()) }), record(stored.tables)[table]);
  return {
    columns: view?.columns ?? (own.success ? own.data.columns : null),
    save: (columns: readonly string[] | null) => {
      if (view && columns) setColumns(view.id, columns);
      else
        stored.save({
          tables: { [table]: columns ? { columns: [...columns] } : {} },
        });
    },
  };
}
