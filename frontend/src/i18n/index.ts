import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { pages as enPages } from './en/pages';
import type { resources } from './ru';
import { type PageTexts, pages as ruPages } from './ru/pages';
import { installZodErrors } from './zod-errors';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];
export type Namespace = keyof typeof resources | keyof PageTexts;

/** Texts come in parts: what sign-in needs, what the shell needs, and those that a page brings (`loadTexts`). */
const loaders = {
  ru: { entry: () => import('./ru/entry'), all: () => import('./ru') },
  en: { entry: () => import('./en/entry'), all: () => import('./en') },
} as const;

const pages = { ru: ruPages, en: enPages } as const;

let part: 'entry' | 'all' = 'entry';
const wanted = new Set<keyof PageTexts>();

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ru';
}

async function load(language: Language): Promise<void> {
  await Promise.all([loadPart(language), ...[...wanted].map((page) => loadPage(language, page))]);
}

async function loadPage(language: Language, page: keyof PageTexts): Promise<void> {
  if (i18next.hasResourceBundle(language, page)) return;
  const texts: Record<string, unknown> = await pages[language][page]();
  i18next.addResourceBundle(language, page, texts[page]);
}

async function loadPart(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, part === 'all' ? 'shell' : 'common')) return;
  const { resources: texts } = await loaders[language][part]();
  for (const [namespace, content] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, content);
  }
}

/** Switches the language of the whole page: texts, `lang`, validation messages; dates follow (dayjs-locale). */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Brings the texts of every page after sign-in; the guard of those pages waits for it. Not those of single pages. */
export async function loadAllTexts(): Promise<void> {
  part = 'all';
  await loadPart(currentLanguage());
}

/** Brings texts that only some pages need; their routes wait for it in `beforeLoad`. */
export async function loadTexts(...names: (keyof PageTexts)[]): Promise<void> {
  for (const name of names) wanted.add(name);
  // Only these: texts that another page could not get without a network are no reason to fail here.
  const language = currentLanguage();
  await Promise.all([loadPart(language), ...names.map((name) => loadPage(language, name))]);
}

/** Prepares texts before the first render; only the chosen language is downloaded. */
export async function initI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    supportedLngs: [...languages],
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  await changeLanguage(language);
  installZodErrors();
}

export { i18next };
