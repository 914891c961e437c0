import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { type Difference, fieldName } from '../stale';
import classes from './stale-dialog.module.css';

/** Somebody saved the same event first: says what, and offers to go on without losing a word. */
export function StaleDialog({
  theirs,
  changed,
  onMerge,
  onDiscard,
  onClose,
}: {
  theirs: EventOut;
  changed: readonly Difference[];
  onMerge: () => void;
  onDiscard: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'common']);
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('stale.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={classes.dialog}>
        <p>
          {t('stale.who', {
            name: theirs.updated_by?.short_name ?? t('stale.somebody'),
            at: formatDateTime(theirs.updated_at),
          })}
        </p>
        <ul>
          {changed.map(({ field, mine }) => (
            <li key={field}>
              {fieldName(field)}
              {mine ? <span>{t('stale.kept')}</span> : null}
            </li>
          ))}
        </ul>
        <p>{t('stale.next')}</p>
        <div className={classes.actions}>
          <Button variant="default" onClick={onDiscard}>
            {t('stale.discard')}
          </Button>
          <Button onClick={onMerge} data-autofocus>
            {t('stale.merge')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
