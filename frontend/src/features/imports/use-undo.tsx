import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { undoImport } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { i18next } from '@/i18n';
import { confirm, tell } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import classes from './components/run-step.module.css';

const refusal = z.object({
  conflicts: z.array(
    z.object({ id: z.int(), name: z.string(), inventory_number: z.string(), ways: z.array(z.string()) }),
  ),
  touched: z.int(),
  untouched: z.int(),
  updated: z.int(),
});
type Refusal = z.infer<typeof refusal>;

interface Undoable {
  readonly id: number;
  readonly file_name: string;
  readonly created: number;
  readonly updated: number;
}

/** Names what somebody has worked with since, each item a link to its card; true: undo the rest. */
function askForTheRest({ conflicts, touched, untouched, updated }: Refusal): Promise<boolean> {
  const t = i18next.getFixedT(null, 'imports');
  const left = untouched + updated;
  const more = touched - conflicts.length;
  const text = (
    <div className={classes.touched}>
      <p>{t('undo.touched', { count: touched })}</p>
      <ul>
        {conflicts.map((item) => (
          <li key={item.id}>
            <Link to="/inventory" search={{ item: item.id }} target="_blank" rel="noopener">
              {item.name}
            </Link>
            <small>
              {item.inventory_number} · {item.ways.join(', ')}
            </small>
          </li>
        ))}
        {more > 0 ? <li>{t('undo.more', { count: more })}</li> : null}
      </ul>
      {untouched > 0 ? <p>{t('undo.restText', { count: untouched })}</p> : null}
      {updated > 0 ? <p>{t('undo.updated', { count: updated })}</p> : null}
      {left === 0 ? <p>{t('undo.nothingLeft')}</p> : null}
    </div>
  );
  if (left === 0) return tell({ title: t('undo.refused'), text });
  return confirm({
    title: t('undo.refused'),
    text,
    action: t('undo.rest', { n: left, count: touched + left }),
    cancel: t('undo.keep'),
    danger: true,
  });
}

/** Takes an import back after a question; what somebody has worked with since is named and may stay. */
export function useUndo() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async ({ imported, rest }: { imported: Undoable; rest: boolean }) =>
      (await undoImport({ path: { import_id: imported.id }, query: { rest } })).data,
    meta: { handlesError: true },
    onSuccess: ({ kept }) => {
      notify.done(
        kept > 0 ? i18next.t('imports:undo.doneSome', { count: kept }) : i18next.t('imports:undo.done'),
      );
      return invalidate(client, 'import');
    },
    onError: async (error, { imported, rest }) => {
      const problem = toApiError(error);
      const found = refusal.safeParse(problem.extras);
      if (problem.status !== 409 || !found.success) notify.error(error);
      else if ((await askForTheRest(found.data)) && !rest) mutation.mutate({ imported, rest: true });
    },
  });
  return {
    busyWith: mutation.isPending ? mutation.variables.imported.id : null,
    undo: async (imported: Undoable) => {
      const sure = await confirm({
        title: i18next.t('imports:undo.title'),
        text: [
          imported.created > 0
            ? i18next.t('imports:undo.text', { count: imported.created, name: imported.file_name })
            : null,
          imported.updated > 0 ? i18next.t('imports:undo.updated', { count: imported.updated }) : null,
        ]
          .filter(Boolean)
          .join(' '),
        action: i18next.t('imports:undo.confirm'),
        cancel: i18next.t('imports:undo.keep'),
        danger: true,
      });
      if (sure) mutation.mutate({ imported, rest: false });
    },
  };
}
