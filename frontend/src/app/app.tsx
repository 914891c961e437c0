import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { themeOverride } from '@/theme/theme';
import { useConnectionWatch } from './connection-watch';
import { usePrefs } from './prefs';
import { queryClient, router } from './router';

/** Providers only. The colour scheme is forced from our preferences: Mantine's own switch writes a style element. */
export function App() {
  const theme = usePrefs((prefs) => prefs.theme);
  const density = usePrefs((prefs) => prefs.density);
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const { i18n, t } = useTranslation('common');
  const dark = theme === 'dark' || (theme === 'auto' && systemDark);

  useConnectionWatch();
  useEffect(() => {
    document.documentElement.setAttribute('data-density', density);
  }, [density]);
  useEffect(() => {
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#1F2126' : '#FFFFFF');
  }, [dark]);

  return (
    <MantineProvider
      theme={themeOverride}
      forceColorScheme={dark ? 'dark' : 'light'}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider labels={{ confirm: t('yes'), cancel: t('cancel') }}>
            <Notifications position="bottom-center" containerWidth={440} limit={3} />
            <RouterProvider router={router} />
          </ModalsProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
