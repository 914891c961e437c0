import { useQuery } from '@tanstack/react-query';
import { listItemsOptions, listPerformancesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { type SavedView, viewSearch } from '@/shared/ui/views';

const FRESH_MS = 60_000;
/** Of the address, what only concerns the screen. */
const ASIDE = new Set(['layout', 'page_size', 'sort']);

/** How many rows a view finds now; nothing while that is unknown. */
export function ViewCount({ view }: { view: SavedView }) {
  const filters = Object.fromEntries(
    Object.entries(viewSearch(view.search)).filter(([key]) => !ASIDE.has(key)),
  );
  const query = { ...filters, page_size: 1 };
  const rest = { staleTime: FRESH_MS, retry: false } as const;
  const items = useQuery({ ...listItemsOptions({ query }), ...rest, enabled: view.table === 'inventory' });
  const titles = useQuery({
    ...listPerformancesOptions({ query }),
    ...rest,
    enabled: view.table === 'performances',
  });
  const total = (items.data ?? titles.data)?.total;
  return total === undefined ? null : formatNumber(total);
}
