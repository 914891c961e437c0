import { modals } from '@mantine/modals';
import { i18next, loadTexts } from '@/i18n';
import { ConflictList } from '../../conflicts';
import type { Conflict } from '../../types';
import { Override } from '../form/conflict-panel';

/**
 * Why something was refused, with the way to do it all the same for those who may; null when it stays refused. For
 * acts that outlive the screen they were begun on, as the undo in a toast does.
 */
export async function askOver(title: string, conflicts: readonly Conflict[]): Promise<string | null> {
  await loadTexts('schedule', 'scheduleEvent');
  return new Promise((resolve) => {
    let given: string | null = null;
    const id = modals.open({
      title,
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onClose: () => resolve(given),
      children: (
        <>
          <ConflictList conflicts={conflicts} />
          <div style={{ paddingTop: 'var(--s3)' }}>
            <Override
              busy={false}
              before=""
              onSave={(reason) => {
                given = reason;
                modals.close(id);
              }}
            />
          </div>
        </>
      ),
    });
  });
}
