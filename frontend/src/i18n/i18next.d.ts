import 'i18next';
import type { resources } from './ru';
import type { PageTexts } from './ru/pages';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof resources & PageTexts;
  }
}
