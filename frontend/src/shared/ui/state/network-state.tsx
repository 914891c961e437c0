import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { usePageTitle } from '@/shared/lib/page-title';
import { EmptyState } from './empty-state';
import classes from './state.module.css';

/** «Нет сети» or «Сервер недоступен», whichever it is. */
export function useNetworkTitle(): string {
  const { t } = useTranslation('errors');
  const down = useConnection(({ status }) => status === 'unavailable') && navigator.onLine;
  return t(down ? 'network.serverTitle' : 'network.title');
}

/** A page that cannot open without the server. It opens by itself later; until then there is a way back. */
export function NetworkState({ text, onRetry }: { text?: string; onRetry: () => void }) {
  const { t } = useTranslation(['errors', 'common']);
  const router = useRouter();
  const title = useNetworkTitle();
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <EmptyState
        page
        title={title}
        text={text ?? t('network.text')}
        actions={
          <>
            {router.history.canGoBack() ? (
              <Button variant="default" onClick={() => router.history.back()}>
                {t('common:back')}
              </Button>
            ) : null}
            <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
              {t('common:retry')}
            </Button>
          </>
        }
      />
    </div>
  );
}
