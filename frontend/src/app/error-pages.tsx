import type { ErrorComponentProps } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

/** For a page that failed before its error pages could be fetched. */
function Plain() {
  const { t } = useTranslation(['errors', 'common']);
  return (
    <main role="alert">
      <h1>{t('page.title')}</h1>
      <p>{t('offline')}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('common:retry')}
      </button>
    </main>
  );
}

const load = () => import('@/shared/ui/state/route-error');
const plain = () => ({ default: Plain });
const Failed = lazy(() => load().then(({ RouteError }) => ({ default: RouteError }), plain));
const Missing = lazy(() => load().then(({ NotFoundPage }) => ({ default: NotFoundPage }), plain));

/** Brings them while there is a network: they are what says that there is none. */
export function loadErrorPages(): void {
  void load().catch(() => undefined);
}

export function RouteError(props: ErrorComponentProps) {
  return (
    <Suspense>
      <Failed {...props} />
    </Suspense>
  );
}

export function NotFoundPage() {
  return (
    <Suspense>
      <Missing />
    </Suspense>
  );
}
