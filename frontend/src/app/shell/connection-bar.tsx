import { Button } from '@mantine/core';
import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { useNow } from '@/shared/lib/use-now';
import { retryConnection, useJustRecovered } from '../connection-watch';
import { countsOf, useOutbox } from '../outbox';
import { useNewVersion } from '../worker/new-version';
import classes from './connection-bar.module.css';
import { OutboxButton } from './outbox-button';

const UpdateBar = lazy(async () => ({ default: (await import('./update-bar')).UpdateBar }));

/** A strip under the top bar while the server cannot be reached; turns green for a moment when it is back. */
export function ConnectionBar({ phone }: { phone: boolean }) {
  const { t } = useTranslation('shell');
  const { status, retryAt } = useConnection();
  const recovered = useJustRecovered();
  const { waiting, refused } = countsOf(useOutbox(({ rows }) => rows));
  const update = useNewVersion(({ ready }) => ready);
  const now = useNow(status === 'online' ? null : 1000);
  if (status === 'online') {
    return (
      <>
        {recovered ? (
          <div className={classes.bar} data-tone="ok" role="status">
            <IconCloudCheck size={16} aria-hidden="true" />
            {t('connection.back')}
          </div>
        ) : null}
        {phone && waiting + refused > 0 ? (
          <div className={classes.bar} data-tone="note">
            <OutboxButton />
          </div>
        ) : null}
        {update ? (
          <Suspense>
            <UpdateBar />
          </Suspense>
        ) : null}
      </>
    );
  }
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <div className={classes.bar} data-tone="warn" role="status">
      <IconCloudOff size={16} aria-hidden="true" />
      <span>{t(`connection.${status}`)}</span>
      <span aria-hidden="true">
        {seconds > 0 ? t('connection.retryIn', { count: seconds }) : t('connection.retrying')}
      </span>
      <Button size="xs" variant="default" onClick={() => void retryConnection()}>
        {t('connection.retry')}
      </Button>
      {phone ? <OutboxButton /> : null}
    </div>
  );
}
