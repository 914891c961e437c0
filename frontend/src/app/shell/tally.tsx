import { useQuery } from '@tanstack/react-query';
import { Link, linkOptions } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { declinesOptions } from '../declines';
import { countWaiting, useWaitingCalls } from '../waiting-calls';
import type { Section } from './sections';
import classes from './tally.module.css';

const lists = {
  calls: linkOptions({ to: '/schedule/mine', search: { list: 'waiting' } }),
  schedule: linkOptions({ to: '/schedule/conflicts', search: { tab: 'declines' } }),
} as const;

/** What of a section waits for this person, and the list of exactly that. */
export interface Tally {
  readonly count: number;
  readonly text: string;
  readonly link: (typeof lists)[keyof typeof lists];
}

export type Tallies = Partial<Record<Section['id'], Tally>>;

/** Calls that want an answer, and declines that a planner has not seen yet; nothing where there are none. */
export function useTallies(): Tallies {
  const { t } = useTranslation('shell');
  const can = useCan();
  const waiting = countWaiting(useWaitingCalls(can('schedule:respond')).calls);
  const declines = useQuery({ ...declinesOptions(), enabled: can('schedule:update') }).data?.items ?? [];
  const news = declines.filter(({ is_new }) => is_new).length;
  return {
    ...(waiting > 0
      ? { calls: { count: waiting, text: t('callsWaiting', { count: waiting }), link: lists.calls } }
      : {}),
    ...(news > 0
      ? { schedule: { count: news, text: t('newDeclines', { count: news }), link: lists.schedule } }
      : {}),
  };
}

export function TallyMark({ tally, badge = false }: { tally: Tally | undefined; badge?: boolean }) {
  if (!tally) return null;
  return (
    <span className={classes.count} data-badge={badge || undefined}>
      <span aria-hidden="true">{formatNumber(tally.count)}</span>
      <span className="visually-hidden">
        {badge ? ', ' : null}
        {tally.text}
      </span>
    </span>
  );
}

/** Beside the section's own link, a way to exactly what is counted. */
export function TallyLink({ tally }: { tally: Tally | undefined }) {
  if (!tally) return null;
  return (
    <Link {...tally.link} className={classes.tally} title={tally.text}>
      <TallyMark tally={tally} />
    </Link>
  );
}
