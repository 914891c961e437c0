import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getBulkRunOptions, getImportOptions } from '@/api/gen/@tanstack/react-query.gen';
import { daysAgo, formatDateTime, formatTime } from '@/shared/lib/dates';
import type { Filter } from '@/shared/ui/filter-chips';
import { actName } from './bulk/act-name';
import type { InventorySearch } from './search';

const NONE: readonly number[] = [];

function when(instant: string): string {
  return daysAgo(instant) === 0 ? formatTime(instant) : formatDateTime(instant);
}

/**
 * «Импорт: опись.xlsx, 14:02»: the imports and bulk changes that a list is of. There is nothing to choose from: such a
 * list comes from elsewhere, here it can only be let go.
 */
export function useOriginFilters(
  search: InventorySearch,
  change: (patch: Partial<InventorySearch>) => void,
): Filter[] {
  const { t } = useTranslation(['bulk', 'movements']);
  const importIds: readonly number[] = search.import ?? NONE;
  const updatedIds: readonly number[] = search.import_updated ?? NONE;
  const runIds: readonly number[] = search.run ?? NONE;
  const imports = useQueries({
    queries: [...importIds, ...updatedIds].map((id) => getImportOptions({ path: { import_id: id } })),
  });
  const runs = useQueries({
    queries: runIds.map((id) => getBulkRunOptions({ path: { run_id: id }, query: { lines: false } })),
  });
  const files = imports.map(({ data }) => (data ? `${data.file_name}, ${when(data.created_at)}` : '…'));
  const acts = runs.map(({ data }) => (data ? `${actName(data.action, t)}, ${when(data.created_at)}` : '…'));
  const chip = (id: 'import' | 'import_updated' | 'run', names: readonly string[]): Filter[] =>
    names.length === 0
      ? []
      : [
          {
            kind: 'toggle',
            id,
            label: t(`origin.${id}`, { name: names.join('; ') }),
            value: true,
            onChange: () => change({ [id]: undefined }),
          },
        ];
  return [
    ...chip('import', files.slice(0, importIds.length)),
    ...chip('import_updated', files.slice(importIds.length)),
    ...chip('run', acts),
  ];
}
