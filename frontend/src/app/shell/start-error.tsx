import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/problem';
import { NetworkState, RouteError } from '@/shared/ui/state';
import { retryConnection } from '../connection-watch';
import { knownUser } from '../session';

/** The application was opened and the server did not answer: nobody is signed out, it goes on when the line is back. */
export function StartError({ error, reset, ...rest }: ErrorComponentProps) {
  const { t } = useTranslation('errors');
  const router = useRouter();
  if (!(error instanceof ApiError) || !error.isConnection) {
    return <RouteError error={error} reset={reset} {...rest} />;
  }
  const user = knownUser();
  const retry = async () => {
    await retryConnection();
    reset();
    await router.invalidate();
  };
  return (
    <NetworkState
      text={[user && t('network.signedIn', { name: user.name.replace(/\.$/, '') }), t('network.startText')]
        .filter(Boolean)
        .join(' ')}
      onRetry={() => void retry()}
    />
  );
}
