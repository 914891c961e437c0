import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listMyCallsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useNow } from '@/shared/lib/use-now';
import classes from './calls-count.module.css';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 60 * 24 * HOUR_MS;
const FRESH_MS = 5 * 60_000;

/** How many of one's own calls wait for an answer; nothing while none does. */
export function CallsCount({ badge = false }: { badge?: boolean }) {
  const { t } = useTranslation('shell');
  // By the hour: the question stays the same, and so does what is known of it.
  const hour = Math.floor(useNow(HOUR_MS) / HOUR_MS) * HOUR_MS;
  const query = { from: new Date(hour).toISOString(), to: new Date(hour + AHEAD_MS).toISOString() };
  const calls = useQuery({ ...listMyCallsOptions({ query }), staleTime: FRESH_MS }).data?.items ?? [];
  const waiting = new Set(
    calls
      .filter(({ status, event_status }) => status === 'invited' && event_status !== 'cancelled')
      .map(({ event }) => event.id),
  ).size;
  if (waiting === 0) return null;
  return (
    <span className={classes.count} data-badge={badge || undefined}>
      <span aria-hidden="true">{formatNumber(waiting)}</span>
      <span className="visually-hidden">, {t('callsWaiting', { count: waiting })}</span>
    </span>
  );
}
