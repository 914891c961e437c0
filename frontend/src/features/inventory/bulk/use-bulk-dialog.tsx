import { lazy, type ReactNode, Suspense, useState } from 'react';
import { loadTexts } from '@/i18n';
import type { ActId } from './acts';
import type { Chosen } from './use-chosen';

const BulkDialog = lazy(async () => {
  const [{ BulkDialog }] = await Promise.all([import('./bulk-dialog'), loadTexts('uses')]);
  return { default: BulkDialog };
});

/** The dialog of bulk changes. It keeps what was chosen when it opened: the choice is cleared behind it. */
export function useBulkDialog(
  chosen: Pick<Chosen, 'body' | 'size' | 'clear'>,
  archived: boolean,
): { open: (act: ActId) => void; dialog: ReactNode } {
  const [held, setHeld] = useState<{ act: ActId; body: Chosen['body']; count: number } | null>(null);
  return {
    open: (act) => setHeld({ act, body: chosen.body, count: chosen.size }),
    dialog: held ? (
      <Suspense>
        <BulkDialog
          act={held.act}
          selection={held.body}
          count={held.count}
          archived={archived}
          onDone={chosen.clear}
          onClose={() => setHeld(null)}
        />
      </Suspense>
    ) : null,
  };
}
