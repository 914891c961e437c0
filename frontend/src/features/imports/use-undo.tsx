import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { undoImport } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { i18next } from '@/i18n';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import classes from './components/run-step.module.css';

const touchedItems = z.catch(
  z.array(z.object({ id: z.int(), name: z.string(), inventory_number: z.string() })),
  [],
);
type Touched = z.infer<typeof touchedItems>;

interface Undoable {
  readonly id: number;
  readonly file_name: string;
  readonly created: number;
}

/** Names what stands in the way of an undo, each item a link to its card. */
function showTouched(items: Touched, message: string): void {
  const id = modals.open({
    title: i18next.t('imports:undo.refused'),
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    children: (
      <div className={classes.touched}>
        <p>
          {message} {i18next.t('imports:undo.refusedText')}
        </p>
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <Link to="/inventory" search={{ item: item.id }} onClick={() => modals.close(id)}>
                {item.name}
              </Link>
              <small>{item.inventory_number}</small>
            </li>
          ))}
        </ul>
      </div>
    ),
  });
}

/** Takes an import back after a question; items that somebody has worked with since are shown instead. */
export function useUndo() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (imported: Undoable) => undoImport({ path: { import_id: imported.id } }),
    meta: { handlesError: true },
    onSuccess: () => {
      notify.done(i18next.t('imports:undo.done'));
      return invalidate(client, 'import');
    },
    onError: (error) => {
      const problem = toApiError(error);
      const items = touchedItems.parse(problem.extras.conflicts);
      if (problem.status === 409 && items.length > 0) showTouched(items, problem.message);
      else notify.error(error);
    },
  });
  return {
    busyWith: mutation.isPending ? mutation.variables.id : null,
    undo: async (imported: Undoable) => {
      const sure = await confirm({
        title: i18next.t('imports:undo.title'),
        text: i18next.t('imports:undo.text', { count: imported.created, name: imported.file_name }),
        action: i18next.t('imports:undo.confirm'),
        cancel: i18next.t('imports:undo.keep'),
        danger: true,
      });
      if (sure) mutation.mutate(imported);
    },
  };
}
