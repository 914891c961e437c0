import { ActionIcon } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './upload-list.module.css';
import type { Uploads } from './upload-queue';

/** Pictures on their way: how far each is, and a way to stop it or to try again. */
export function UploadList({ uploads, cancel, retry }: Omit<Uploads, 'add'>) {
  const { t } = useTranslation('photos');
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('upload.label')}>
      {uploads.map(({ id, file, status, progress, error, retryable }) => (
        <li key={id} className={classes.entry} data-failed={status === 'failed' || undefined}>
          <span className={classes.name}>{file.name}</span>
          <span className={classes.state} role={status === 'failed' ? 'alert' : undefined}>
            {status === 'failed'
              ? error
              : status === 'sending'
                ? t('upload.sending', { n: Math.round(progress * 100) })
                : t(`upload.${status}`)}
          </span>
          {status === 'failed' && retryable ? (
            <ActionIcon
              size="sm"
              aria-label={t('upload.retry', { name: file.name })}
              onClick={() => retry(id)}
            >
              <IconRefresh size={14} stroke={1.8} />
            </ActionIcon>
          ) : null}
          {status === 'done' ? null : (
            <ActionIcon
              size="sm"
              aria-label={t(status === 'failed' ? 'upload.dismiss' : 'upload.cancel', { name: file.name })}
              onClick={() => cancel(id)}
            >
              <IconX size={14} stroke={1.8} />
            </ActionIcon>
          )}
          {status === 'failed' ? null : <progress max={1} value={progress} aria-label={t('upload.label')} />}
        </li>
      ))}
    </ul>
  );
}
