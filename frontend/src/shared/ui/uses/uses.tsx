import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseOut, UserOut, UsesOut } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import classes from './uses.module.css';

/** Statuses of pieces that are not free in the store; the others count things, people and dates. */
const STATUSES = ['on_stage', 'on_tour', 'in_repair', 'reserved'] as const;
const KINDS = ['titles', 'dates', 'kits', 'things'] as const;

/** Whose people they are: whoever answers for an item, whoever is called to dates. */
type People = 'responsible' | 'called';

/** Opens beside the question, so that asking is not lost over looking. */
const BESIDE = { target: '_blank', rel: 'noopener' } as const;

function User({ kind, user }: { kind: string; user: UserOut }): ReactNode {
  const can = useCan();
  if (kind === 'dates') {
    return (
      <Link to="/schedule/$eventId" params={{ eventId: user.id }} {...BESIDE}>
        {user.at ? formatDateTime(user.at) : null} {user.name}
      </Link>
    );
  }
  if (kind === 'titles' && can('performance:read')) {
    return (
      <Link to="/performances/$titleId" params={{ titleId: user.id }} {...BESIDE}>
        {user.name}
      </Link>
    );
  }
  if (kind === 'kits' || kind === 'things') {
    return (
      <Link to="/inventory" search={{ item: user.id }} {...BESIDE}>
        {user.name}
      </Link>
    );
  }
  return user.name;
}

function Use({ use, people }: { use: UseOut; people: People }) {
  const { t } = useTranslation(['uses', 'inventory']);
  const status = STATUSES.find((one) => one === use.kind);
  const kind = KINDS.find((one) => one === use.kind);
  const label = status ? t(`inventory:status.${status}`) : t(kind ?? people);
  const left = status ? 0 : use.number - use.first.length;
  return (
    <div className={classes.use} data-strong={kind !== undefined || status !== undefined || undefined}>
      <dt>
        {label} <b>{status ? t('pieces', { count: use.number }) : formatNumber(use.number)}</b>
      </dt>
      {use.first.length > 0 ? (
        <dd>
          <ul>
            {use.first.map((user) => (
              <li key={user.id}>
                <User kind={use.kind} user={user} />
              </li>
            ))}
            {left > 0 ? <li>{t('more', { count: left })}</li> : null}
          </ul>
        </dd>
      ) : null}
    </div>
  );
}

/** What uses a thing, said before an act takes it away: titles, dates, kits, pieces outside the store, people. */
export function Uses({
  uses,
  people,
  empty = true,
}: {
  uses: UsesOut;
  people: People;
  /** Say so when nothing uses it. */
  empty?: boolean;
}) {
  const { t } = useTranslation('uses');
  if (uses.kinds.length === 0 && !uses.hidden) {
    return empty ? <p className={classes.note}>{t('nothing')}</p> : null;
  }
  return (
    <section className={classes.uses} aria-label={t('label')}>
      <dl>
        {uses.kinds.map((use) => (
          <Use key={use.kind} use={use} people={people} />
        ))}
      </dl>
      {uses.hidden ? <p className={classes.note}>{t('hidden')}</p> : null}
    </section>
  );
}
