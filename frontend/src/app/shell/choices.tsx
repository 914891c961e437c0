import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languages } from '@/i18n';
import { notify } from '@/shared/ui/notify/notify';
import { rowHeight } from '@/theme/tokens';
import { savePreferences, themeChoices } from '../preferences';
import { usePrefs } from '../prefs';
import classes from './top-bar.module.css';

const densities = ['compact', 'normal', 'comfortable'] as const satisfies readonly (keyof typeof rowHeight)[];
const LANGUAGE_LABEL = { ru: 'Рус', en: 'Eng' } as const;

/** Theme, language and row height; shown in the user menu and in the phone's «Ещё». */
export function Choices() {
  const { t, i18n } = useTranslation('shell');
  const client = useQueryClient();
  const { theme, density } = usePrefs();
  const save = (patch: Parameters<typeof savePreferences>[1]) =>
    savePreferences(client, patch).catch(notify.error);
  return (
    <>
      <div className={classes.choice}>
        <span>{t('user.theme')}</span>
        <SegmentedControl
          aria-label={t('user.theme')}
          value={theme}
          data={themeChoices().map((value) => ({ value, label: t(`themeShort.${value}`) }))}
          onChange={(value) => void save({ theme: value })}
        />
      </div>
      <div className={classes.choice}>
        <span>{t('user.language')}</span>
        <SegmentedControl
          aria-label={t('user.language')}
          value={i18n.language === 'en' ? 'en' : 'ru'}
          data={languages.map((value) => ({ value, label: LANGUAGE_LABEL[value] }))}
          onChange={(value) => void save({ language: value })}
        />
      </div>
      <div className={classes.choice}>
        <span>{t('user.density')}</span>
        <SegmentedControl
          aria-label={t('user.density')}
          value={density}
          data={densities.map((value) => ({ value, label: String(rowHeight[value]) }))}
          onChange={(value) => void save({ density: value })}
        />
      </div>
    </>
  );
}
