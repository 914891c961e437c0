import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

/** The lists that records live in, the nearest first. */
const LISTS = [
  { id: 'imports', to: '/inventory/imports' },
  { id: 'inventory', to: '/inventory' },
  { id: 'performances', to: '/performances' },
  { id: 'schedule', to: '/schedule' },
] as const;

/** A record that is not there, or not for these eyes: said plainly, with the way to the list it would be in. */
export function MissingRecord() {
  const { t } = useTranslation('errors');
  const { pathname } = useRouter().state.location;
  // Beside its list the way is only to close it; the list is there already.
  const list = LISTS.find(({ to }) => pathname.startsWith(`${to}/`));
  return (
    <div role="alert">
      <EmptyState
        icon={<IconMapOff size={24} stroke={1.6} />}
        title={t('gone.title')}
        text={t('gone.text')}
        actions={
          list ? (
            <Button variant="default" renderRoot={(props) => <Link {...props} to={list.to} />}>
              {t(`gone.lists.${list.id}`)}
            </Button>
          ) : null
        }
      />
    </div>
  );
}
