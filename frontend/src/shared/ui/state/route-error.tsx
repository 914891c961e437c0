import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHome, IconLock, IconMapOff, IconRefresh } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { ApiError, toApiError } from '@/api/problem';
import { isMissingPart } from '@/shared/lib/missing-part';
import { usePageTitle } from '@/shared/lib/page-title';
import { EmptyState } from './empty-state';
import { ErrorState } from './error-state';
import { useMissingPart } from './missing-part';
import { NetworkState } from './network-state';
import classes from './state.module.css';

export function NotFoundPage() {
  const { t } = useTranslation('errors');
  const router = useRouter();
  usePageTitle(t('missing.title'));
  return (
    <div className={classes.page}>
      <EmptyState
        page
        icon={<IconMapOff size={28} stroke={1.5} />}
        title={t('missing.title')}
        text={t('missing.text')}
        actions={
          <>
            <Button variant="default" onClick={() => router.history.back()}>
              {t('missing.goBack')}
            </Button>
            <Button component={Link} to="/" leftSection={<IconHome size={16} />}>
              {t('page.home')}
            </Button>
          </>
        }
      />
    </div>
  );
}

export function ForbiddenPage() {
  const { t } = useTranslation('errors');
  usePageTitle(t('denied.title'));
  return (
    <div className={classes.page}>
      <EmptyState
        page
        icon={<IconLock size={28} stroke={1.5} />}
        title={t('denied.title')}
        text={t('denied.text')}
        actions={
          <Button component={Link} to="/" variant="default" leftSection={<IconHome size={16} />}>
            {t('page.home')}
          </Button>
        }
      />
    </div>
  );
}

/** What a route shows when it or its loader failed: the fitting page for 403 and 404, else a retry with the details. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation(['errors', 'common']);
  const router = useRouter();
  const part = useMissingPart(isMissingPart(error));
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const problem = toApiError(error);
  if (part === 'asking') return null;
  if (part === 'away') return <NetworkState onRetry={retry} />;
  if (problem.status === 404) return <NotFoundPage />;
  if (problem.status === 403) return <ForbiddenPage />;
  if (problem.isConnection && !isMissingPart(error)) return <NetworkState onRetry={retry} />;
  if (error instanceof ApiError) {
    return (
      <div className={classes.page}>
        <ErrorState error={error} onRetry={retry} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <div className={classes.state} role="alert">
        <IconAlertTriangle className={classes.bad} size={28} stroke={1.5} aria-hidden="true" />
        <h1 className={classes.title}>{t('page.title')}</h1>
        <p className={classes.text}>{t('page.text')}</p>
        <div className={classes.actions}>
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
            {t('common:retry')}
          </Button>
          <Button component={Link} to="/" variant="subtle">
            {t('page.home')}
          </Button>
        </div>
        <details className={classes.details}>
          <summary>{t('page.details')}</summary>
          <pre>{String(error)}</pre>
        </details>
      </div>
    </div>
  );
}

/** Keeps a failing part from taking the page with it. */
export function WidgetBoundary({ children }: { children: ReactNode }) {
  const { t } = useTranslation('errors');
  return (
    <ErrorBoundary
      fallbackRender={({ error, resetErrorBoundary }) => (
        <ErrorState error={error} title={t('widget.title')} onRetry={resetErrorBoundary} />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
