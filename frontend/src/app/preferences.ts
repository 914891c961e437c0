import type { QueryClient } from '@tanstack/react-query';
import { type Me, type Preferences, updateMe } from '@/api/gen';
import { getMeQueryKey } from '@/api/gen/@tanstack/react-query.gen';
import { changeLanguage } from '@/i18n';
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

/**
 * Changes part of the account's preferences: at once on screen, then on the server, one save after another so that
 * two quick changes cannot overtake each other. Signed out, only this browser remembers.
 */
export function savePreferences(client: QueryClient, patch: Preferences): Promise<unknown> {
  const key = getMeQueryKey();
  const me = client.getQueryData<Me>(key);
  if (!me) return applyPreferences(patch);
  const preferences = { ...me.preferences, ...patch };
  client.setQueryData<Me>(key, { ...me, preferences });
  queue = queue
    .catch(() => undefined)
    .then(() => updateMe({ body: { preferences: client.getQueryData<Me>(key)?.preferences ?? preferences } }))
    .then(({ data }) => {
      client.setQueryData<Me>(key, (current) => (current ? { ...current, version: data.version } : data));
    });
  return Promise.all([applyPreferences(patch), queue]);
}

export function themeChoices(): readonly ThemeChoice[] {
  return ['light', 'dark', 'auto'];
}
