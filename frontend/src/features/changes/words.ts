import { useTranslation } from 'react-i18next';
import type { Change, ImportRow } from '@/api/gen';
import { actName } from '@/features/inventory';
import { formatNumber } from '@/shared/lib/numbers';

/** What is there of an import: what it made, or else what it changed. */
function importSearch({ id, created, updated, kept }: ImportRow, undone: boolean) {
  if (undone ? kept > 0 : created > 0) return { import: [id] };
  return !undone && updated > 0 ? { import_updated: [id] } : null;
}

/** What a change was, and the list of what it touched. */
export function useChangeWords() {
  const { t } = useTranslation(['bulk', 'movements', 'changes']);
  return ({ run, imported, act, undone }: Change) => {
    if (run) {
      const archived = run.action.type === 'archive' && !undone;
      return {
        name: actName(run.action, t),
        detail: t('changes:of', { n: run.changed, count: run.total }),
        search: { run: [run.id], archived: archived || undefined },
      };
    }
    if (imported) {
      return {
        name: t('changes:import', { name: imported.file_name }),
        detail: [
          imported.created > 0 ? t('changes:created', { count: imported.created }) : null,
          imported.updated > 0 ? t('changes:updated', { count: imported.updated }) : null,
        ]
          .filter(Boolean)
          .join(' · '),
        search: importSearch(imported, undone),
      };
    }
    if (!act) return { name: '', detail: '', search: null };
    const more = act.lines - act.items.length;
    const where = [act.from_location?.name, act.to_location?.name].filter(Boolean).join(' → ');
    const what = act.items.map((item) => item.name).join(', ');
    return {
      name: t(`movements:kind.${act.movement_type}`),
      detail: [
        `${what}${more > 0 ? ` ${t('changes:more', { count: more })}` : ''}: ${formatNumber(act.quantity)}`,
        where,
        act.performance?.title,
      ]
        .filter(Boolean)
        .join(' · '),
      search: act.item_ids.length > 0 ? { id: act.item_ids, archived: undefined } : null,
    };
  };
}
