import { convertCssVariables, defaultCssVariablesResolver } from '@mantine/core';
import { theme } from './theme';
import { cssVariablesResolver } from './variables';

/**
 * Puts the theme's CSS variables into a constructed style sheet. Mantine would write a `<style>` element instead,
 * and `style-src 'self'` allows none.
 */
export function adoptThemeVariables(): void {
  const base = defaultCssVariablesResolver(theme);
  const own = cssVariablesResolver(theme);
  const css = convertCssVariables(
    {
      variables: { ...base.variables, ...own.variables },
      light: { ...base.light, ...own.light },
      dark: { ...base.dark, ...own.dark },
    },
    ':root',
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
