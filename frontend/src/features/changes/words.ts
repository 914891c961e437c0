import { useTranslation } from 'react-i18next';
import type { Act, Change, ImportRow } from '@/api/gen';
import { actName } from '@/features/inventory';
import { formatNumber } from '@/shared/lib/numbers';

/** What is there of an import: what it made, or else what it changed. */
function importSearch({ id, created, updated, kept }: ImportRow, undone: boolean) {
  if (undone ? kept > 0 : created > 0) return { import: [id] };
  return !undone && updated > 0 ? { import_updated: [id] } : null;
}

/** A list is of items in use or of the archive; what is in use goes before. */
function actSearch({ item_ids, archived_ids }: Act) {
  if (item_ids.length > 0) return { id: item_ids, archived: undefined };
  return archived_ids.length > 0 ? { id: archived_ids, archived: true } : null;
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
    const archived =
      act.archived > 0 && act.archived < act.lines ? t('changes:archived', { count: act.archived }) : null;
    const what = act.items.map((item) => item.name).join(', ');
    return {
      name: t(`movements:kind.${act.movement_type}`),
      detail: [
        `${what}${more > 0 ? ` ${t('changes:more', { count: more })}` : ''}: ${formatNumber(act.quantity)}`,
        where,
        act.performance?.title,
        archived,
      ]
        .filter(Boolean)
        .join(' · '),
      search: actSearch(act),
    };
  };
}
