import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '@/api/problem';
import { MissingRecord } from './missing-record';
import { useNetworkTitle } from './network-state';
import classes from './state.module.css';

/**
 * The error state of a screen or a part of it: what happened, the code to quote, and another try. Without a network it
 * says so, and that nothing has to be done: what failed is asked for again when the line is back.
 */
export function ErrorState({
  error,
  onRetry,
  title,
}: {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}) {
  const { t } = useTranslation(['errors', 'common']);
  const problem = toApiError(error);
  const network = useNetworkTitle();
  // Another try would find as little.
  if (problem.status === 404) return <MissingRecord />;
  const away = problem.isConnection && problem.code !== 'part' && onRetry !== undefined;
  return (
    <div className={classes.state} role="alert">
      {away ? (
        <IconCloudOff className={classes.icon} size={24} stroke={1.6} aria-hidden="true" />
      ) : (
        <IconAlertTriangle className={classes.bad} size={24} stroke={1.6} aria-hidden="true" />
      )}
      <h2 className={classes.title}>{away ? network : (title ?? t('load.title'))}</h2>
      <p className={classes.text}>{away ? t('network.part') : problem.message}</p>
      {problem.requestId ? <p className={classes.code}>{t('requestId', { id: problem.requestId })}</p> : null}
      {onRetry ? (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          {t('common:retry')}
        </Button>
      ) : null}
    </div>
  );
}
