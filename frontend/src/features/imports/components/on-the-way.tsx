import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WouldCreate } from '@/api/gen';
import classes from './check-step.module.css';

const SHOWN = 12;
const KINDS = ['categories', 'locations', 'tags'] as const;

function Names({ kind, names }: { kind: (typeof KINDS)[number]; names: readonly string[] }) {
  const { t } = useTranslation('imports');
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, SHOWN);
  return (
    <div>
      <span className={classes.groupTitle}>{t(`check.${kind}`, { count: names.length })}</span>
      <ul className={classes.names}>
        {shown.map((name) => (
          <li key={name} className={classes.name}>
            {name}
          </li>
        ))}
        {names.length > shown.length ? (
          <li>
            <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
              {t('check.showAll', { n: names.length })}
            </Button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** What the import adds to the catalogue for its rows, and whether it may. */
export function OnTheWay({
  wanted,
  allowed,
  busy,
  onAllowed,
}: {
  wanted: WouldCreate;
  allowed: boolean;
  busy: boolean;
  onAllowed: (allowed: boolean) => void;
}) {
  const { t } = useTranslation('imports');
  const kinds = KINDS.filter((kind) => wanted[kind].length > 0);
  return (
    <section className={classes.section} aria-labelledby="import-on-the-way">
      <header>
        <h3 id="import-on-the-way">{t('check.onTheWay')}</h3>
      </header>
      <Switch
        checked={allowed}
        disabled={busy}
        onChange={(event) => onAllowed(event.currentTarget.checked)}
        classNames={{ track: classes.track ?? '' }}
        label={t('check.createMissing')}
        description={t('check.createMissingHint')}
      />
      <div className={classes.groups}>
        {kinds.map((kind) => (
          <Names key={kind} kind={kind} names={wanted[kind]} />
        ))}
        {kinds.length === 0 && allowed ? <p className={classes.hint}>{t('check.nothingOnTheWay')}</p> : null}
      </div>
    </section>
  );
}
