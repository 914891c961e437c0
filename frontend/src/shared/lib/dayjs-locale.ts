import 'dayjs/locale/ru';
import dayjs from 'dayjs';
import { i18next } from '@/i18n';

/** Dates follow the language. Apart from the texts: only pages with a calendar carry the library. */
const follow = (language: string) => {
  dayjs.locale(language);
};

i18next.on('languageChanged', follow);
follow(i18next.language ?? 'ru');
