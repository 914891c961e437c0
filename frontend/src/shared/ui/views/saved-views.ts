import * as z from 'zod/mini';

const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The list's search parameters: filters, sort, page size. */
  search: z.record(z.string(), z.unknown()),
  /** Visible columns in order; absent means the list's default. */
  columns: z.optional(z.array(z.string())),
});

export type SavedView = z.infer<typeof viewSchema>;

/** The named views of one list as the account keeps them; anything unreadable is left out, never an error. */
export function readViews(stored: unknown, table: string): SavedView[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const list: unknown = Reflect.get(stored, table);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry) => {
    const parsed = viewSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
