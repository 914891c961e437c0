import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '@/api/problem';
import { MissingRecord } from './missing-record';
import classes from './state.module.css';

/** The error state of a screen or a part of it: what happened, the code to quote, and another try. */
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
  // Another try would find as little.
  if (problem.status === 404) return <MissingRecord />;
  return (
    <div className={classes.state} role="alert">
      <IconAlertTriangle className={classes.bad} size={24} stroke={1.6} aria-hidden="true" />
      <h2 className={classes.title}>{title ?? t('load.title')}</h2>
      <p className={classes.text}>{problem.message}</p>
      {problem.requestId ? <p className={classes.code}>{t('requestId', { id: problem.requestId })}</p> : null}
      {onRetry ? (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          {t('common:retry')}
        </Button>
      ) : null}
    </div>
  );
}
