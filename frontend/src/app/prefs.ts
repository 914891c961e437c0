import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '@/i18n';
import type { Density } from '@/theme/tokens';

export type ThemeChoice = 'light' | 'dark' | 'auto';

interface Prefs {
  theme: ThemeChoice;
  language: Language;
  density: Density;
  sidebar: 'open' | 'collapsed';
  /** Hotkeys of one key (J, C, ?); some readers need them off. */
  singleKeys: boolean;
}

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

/**
 * What this browser remembers of its reader before anyone signs in. Signed in, theme, language and density follow the
 * account (see session.ts). public/boot.js reads the same key.
 */
export const usePrefs = create<Prefs>()(
  persist(
    (): Prefs => ({
      theme: 'auto',
      language: browserLanguage(),
      density: 'normal',
      sidebar: 'open',
      singleKeys: true,
    }),
    { name: 'kulisa.prefs', version: 1 },
  ),
);
