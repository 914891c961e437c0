import type { QueryClient } from '@tanstack/react-query';
import type { Me, Preferences } from '@/api/gen';
import { changeLanguage } from '@/i18n';
import { meKey } from './me';
import { type ThemeChoice, usePrefs } from './prefs';

let queue: Promise<unknown> = Promise.resolve();

/** Applies what the account remembers to this browser. */
export async function applyPreferences(preferences: Preferences): Promise<void> {
  const { theme, language, density } = preferences;
  usePrefs.setState((current) => ({
    theme: theme ?? current.theme,
    language: language ?? current.language,
    density: density ?? current.density,
  }));
  await changeLanguage(usePrefs.getState().language);
}

/** The server's rule, for the copy on screen: tables and views are replaced one list at a time. */
function merged(old: Preferences, patch: Preferences): Preferences {
  const next = { ...old, ...patch };
  if (patch.tables) next.tables = { ...old.tables, ...patch.tables };
  if (patch.views) next.views = { ...old.views, ...patch.views };
  return next;
}

/**
 * Changes part of the account's preferences: at once on screen, then on the server, one save after another so that
 * two quick changes cannot overtake each other. Signed out, only this browser remembers.
 */
export function savePreferences(client: QueryClient, patch: Preferences): Promise<unknown> {
  const me = client.getQueryData<Me>(meKey);
  if (!me) return applyPreferences(patch);
  client.setQueryData<Me>(meKey, { ...me, preferences: merged(me.preferences, patch) });
  queue = queue
    .catch(() => undefined)
    .then(async () => {
      const { updateMe } = await import('@/api/gen/sdk.gen');
      await updateMe({ body: { preferences: patch } });
    });
  return Promise.all([applyPreferences(patch), queue]);
}

export function themeChoices(): readonly ThemeChoice[] {
  return ['light', 'dark', 'auto'];
}
