import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { themeOverride } from '@/theme/theme';
import { useConnectionWatch } from './connection-watch';
import { usePrefs } from './prefs';
import { queryClient, router } from './router';

/** Providers only. The colour scheme is forced from our preferences: Mantine's own switch writes a style element. */
export function App() {
  const theme = usePrefs((prefs) => prefs.theme);
  const density = usePrefs((prefs) => prefs.density);
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
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
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
