import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import '@/theme/mantine-floating.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './layers.module.css';

/** What floats over every page after sign-in. Not part of the entry: the sign-in page needs none of it. */
export function Layers({ children }: { children: ReactNode }) {
  const { i18n, t } = useTranslation('common');
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <ModalsProvider labels={{ confirm: t('yes'), cancel: t('cancel') }}>
        <Notifications
          position="bottom-center"
          containerWidth={440}
          limit={3}
          classNames={{ root: classes.toasts ?? '' }}
        />
        {children}
      </ModalsProvider>
    </DatesProvider>
  );
}
