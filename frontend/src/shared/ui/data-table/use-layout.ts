import * as z from 'zod/mini';
import { useStoredPreferences } from '../views';
import { type Layout, layouts } from './types';

const storedShape = z.object({ layout: z.enum(layouts) });

/**
 * How a list stands: as its address says, else as the account remembers, else as a table.
 *
 * @param table key of the list; what is remembered stands beside its columns.
 */
export function useLayout(table: string, address: Layout | undefined) {
  const stored = useStoredPreferences();
  const key = `${table}-layout`;
  const all: unknown = stored.tables;
  const own = storedShape.safeParse(
    typeof all === 'object' && all !== null ? Reflect.get(all, key) : undefined,
  );
  return {
    layout: address ?? (own.success ? own.data.layout : 'table'),
    remember: (layout: Layout) => stored.save({ tables: { [key]: { layout } } }),
  };
}
