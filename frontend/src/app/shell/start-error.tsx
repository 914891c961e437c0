import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/problem';
import { NetworkState, RouteError } from '@/shared/ui/state';
import { retryConnection } from '../connection-watch';
import { countsOf, useOutbox } from '../outbox';
import { publish } from '../outbox/send';
import { knownUser } from '../session';

/** The application was opened and the server did not answer: nobody is signed out, it goes on when the line is back. */
export function StartError({ error, reset, ...rest }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const away = error instanceof ApiError && error.isConnection;
  const user = knownUser();
  const { waiting } = countsOf(useOutbox(({ rows }) => rows));
  const id = away ? user?.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    void publish(id);
  }, [id]);
  if (!away) return <RouteError error={error} reset={reset} {...rest} />;
  const retry = async () => {
    await retryConnection();
    reset();
    await router.invalidate();
  };
  return (
    <NetworkState
      text={[
        user && t('start.signedIn', { name: user.name.replace(/\.$/, '') }),
        waiting > 0 && `${t('outbox.waiting', { count: waiting })}.`,
        t('start.text'),
      ]
        .filter(Boolean)
        .join(' ')}
      onRetry={() => void retry()}
    />
  );
}
