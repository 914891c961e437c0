import { IconCloud, IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { formatTime } from '@/shared/lib/dates';
import { countsOf, useOutbox } from '../outbox';
import { OutboxButton } from './outbox-button';
import classes from './top-bar.module.css';

/** The quiet cloud: whether what was done has reached the server. */
export function SyncState() {
  const { t } = useTranslation('shell');
  const { status, savedAt } = useConnection();
  const saving = useIsMutating() > 0;
  const { waiting, refused } = countsOf(useOutbox(({ rows }) => rows));
  if (waiting + refused > 0) return <OutboxButton />;
  if (status !== 'online') {
    return (
      <span className={classes.sync} data-bad title={t('sync.title')}>
        <IconCloudOff size={16} stroke={1.6} aria-hidden="true" />
        <span>{t(`sync.${status}`)}</span>
      </span>
    );
  }
  const text = saving
    ? t('sync.saving')
    : savedAt
      ? t('sync.savedAt', { time: formatTime(new Date(savedAt)) })
      : t('sync.online');
  return (
    <span className={classes.sync} title={t('sync.title')}>
      {saving ? (
        <IconCloud size={16} stroke={1.6} aria-hidden="true" />
      ) : (
        <IconCloudCheck size={16} stroke={1.6} aria-hidden="true" />
      )}
      <span>{text}</span>
    </span>
  );
}
