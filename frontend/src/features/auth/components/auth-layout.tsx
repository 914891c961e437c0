import { SegmentedControl } from '@mantine/core';
import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { savePreferences } from '@/app/preferences';
import { type Language, languages } from '@/i18n';
import { BrandMark } from '@/shared/ui/brand/brand-mark';
import { authOptions } from '../queries';
import classes from './auth-layout.module.css';
import { Tonight } from './tonight';
import { Wings } from './wings';

const LABELS: Record<Language, string> = { ru: 'Рус', en: 'Eng' };

function ServerState() {
  const { t } = useTranslation('auth');
  const options = useQuery(authOptions());
  if (options.isPending) return <span className={classes.state}>{t('server.checking')}</span>;
  return (
    <span className={classes.state} data-lost={options.isError || undefined}>
      {options.isError ? <IconCloudOff size={14} /> : <IconCloudCheck size={14} />}
      {options.isError ? t('server.lost') : t('server.ok')}
    </span>
  );
}

/** The frame of every page before sign-in: the stage on one side, one narrow column on the other. */
export function AuthLayout({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation(['auth', 'common']);
  const client = useQueryClient();
  const { data } = useQuery(authOptions());
  return (
    <div className={classes.layout}>
      <div className={classes.art}>
        <Wings />
        <Tonight />
      </div>
      <div className={classes.side}>
        <header className={classes.header}>
          <BrandMark size={24} />
          <span className={classes.name}>{t('common:product')}</span>
          <SegmentedControl
            className={classes.language ?? ''}
            aria-label={t('language')}
            value={i18n.language}
            data={languages.map((value) => ({ value, label: LABELS[value] }))}
            onChange={(value) => {
              const language = languages.find((known) => known === value);
              if (language) void savePreferences(client, { language });
            }}
          />
        </header>
        <main className={classes.main}>{children}</main>
        <footer className={classes.footer}>
          <ServerState />
          {data ? <span>{t('server.version', { version: data.version })}</span> : null}
        </footer>
      </div>
    </div>
  );
}
