import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconCalendarOff, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyCall } from '@/api/gen';
import { type Answer, useGiven } from '@/app/given-answers';
import { countWaiting, useWaitingCalls } from '@/app/waiting-calls';
import { formatNumber } from '@/shared/lib/numbers';
import { useNow } from '@/shared/lib/use-now';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { dayMonth, dayShort, periodTitle } from '../calendar/period';
import { FeedsButton } from '../feeds/feeds-button';
import { addDays, type Day, dayOf, rangeOfDays, timeOf, toWall, wallNow, weekStart } from '../time';
import { CallCard } from './call-card';
import { DeclineSheet, NO_REFUSAL, type RefusalDraft } from './decline-sheet';
import { byDay, dayOfCall, joined, newestVersion } from './my-call';
import classes from './my-calls-page.module.css';
import { myCallsOptions } from './queries';
import { useAnswers } from './use-answers';
import { WeekStrip } from './week-strip';

const route = getRouteApi('/_app/schedule/mine');
const MINUTE_MS = 60_000;
/** How far ahead the next call is looked for when a week has none. */
const LOOK_AHEAD_DAYS = 180;
const NONE: readonly MyCall[] = [];

const ask = (call: MyCall, all: readonly MyCall[]): Answer => ({
  eventId: call.event.id,
  title: call.event.title,
  day: dayOf(toWall(call.call_at, call.timezone)),
  time: timeOf(toWall(call.call_at, call.timezone)),
  version: newestVersion(all, call.event.id),
});

function aboutCall(call: MyCall): string {
  const from = toWall(call.call_at, call.timezone);
  const to = toWall(call.until, call.timezone);
  return `${call.event.title}, ${dayShort(dayOf(from))}, ${timeOf(from)}–${timeOf(to)}`;
}

function Nothing({
  week,
  today,
  day,
  onDay,
}: {
  week: Day;
  today: Day;
  day: Day | undefined;
  onDay: (day: Day | undefined) => void;
}) {
  const { t } = useTranslation('scheduleCalls');
  const after = addDays(week, 7) > today ? addDays(week, 7) : today;
  const next = useQuery({
    ...myCallsOptions(rangeOfDays(after, LOOK_AHEAD_DAYS)),
    enabled: day === undefined,
  }).data?.items.find(({ event_status }) => event_status !== 'cancelled');
  return (
    <EmptyState
      icon={<IconCalendarOff size={28} stroke={1.4} />}
      title={t(day === undefined ? 'empty.week' : 'empty.day')}
      text={
        day === undefined && next
          ? t('empty.next', { day: dayShort(dayOfCall(next)) })
          : day === undefined
            ? t('empty.text')
            : ''
      }
      actions={
        day !== undefined ? (
          <Button variant="default" onClick={() => onDay(undefined)}>
            {t('empty.all')}
          </Button>
        ) : next ? (
          <Button variant="default" onClick={() => onDay(dayOfCall(next))}>
            {t('empty.show')}
          </Button>
        ) : null
      }
    />
  );
}

/** One's own calls, a week at a time, with the answers to them. */
export function MyCallsPage() {
  const { t } = useTranslation('scheduleCalls');
  const { date, list } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(MINUTE_MS);
  const today = dayOf(wallNow(new Date(now)));
  const week = weekStart(date ?? today);
  const [declining, setDeclining] = useState<MyCall | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<number, RefusalDraft>>(new Map());
  const weekly = useQuery(myCallsOptions(rangeOfDays(week, 7)));
  const waiting = useWaitingCalls();
  const waits = list === 'waiting';
  const query = waits ? waiting.query : weekly;
  const { confirm, decline, reconsider } = useAnswers();
  const go = (day: Day | undefined) =>
    void navigate({ search: { date: day }, replace: true, resetScroll: false });
  useHotkeys([
    { keys: 'BracketLeft', label: t('previous'), group: 'list', run: () => go(addDays(week, -7)) },
    { keys: 'BracketRight', label: t('next'), group: 'list', run: () => go(addDays(week, 7)) },
    { keys: 'KeyT', label: t('today'), group: 'list', run: () => go(undefined) },
  ]);

  const all = useGiven(query.data?.items ?? NONE);
  const asking = new Set(waiting.calls.map(({ id }) => id));
  const calls = joined(
    all.filter((call) => (waits ? asking.has(call.id) : weekStart(dayOfCall(call)) === week)),
  );
  // Today's page begins at today: what is over is a touch away on the strip.
  const from = date ?? (week === weekStart(today) ? today : week);
  const days = byDay(calls).filter(([day]) => waits || day >= from);
  const busyOf = (call: MyCall) =>
    confirm.isPending && confirm.variables.eventId === call.event.id
      ? 'confirm'
      : decline.isPending && decline.variables.eventId === call.event.id
        ? 'decline'
        : null;
  const open = countWaiting(waiting.calls);
  const close = () => setDeclining(null);

  return (
    <>
      <PageHead
        title={t('title')}
        count={<span className={classes.period}>{waits ? t('list.ahead') : periodTitle('week', week)}</span>}
      >
        {waits || week === weekStart(today) ? null : (
          <Button variant="default" onClick={() => go(undefined)}>
            {t('today')}
          </Button>
        )}
        <FeedsButton />
      </PageHead>
      <div className={classes.which}>
        <SegmentedControl
          aria-label={t('list.label')}
          value={waits ? 'waiting' : 'week'}
          data={[
            { value: 'week', label: t('list.week') },
            {
              value: 'waiting',
              label: open > 0 ? t('list.counted', { figure: formatNumber(open) }) : t('list.waiting'),
            },
          ]}
          onChange={(next) =>
            void navigate({ search: { list: next === 'waiting' ? next : undefined }, replace: true })
          }
        />
      </div>
      {waits ? null : (
        <WeekStrip week={week} today={today} chosen={from} calls={calls} now={now} onDay={go} />
      )}
      <div className={classes.list} aria-busy={query.isFetching}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <div className={classes.waiting} aria-busy="true">
            <Skeleton height={16} width="50%" />
            <Skeleton height={88} mt={12} />
            <Skeleton height={88} mt={12} />
          </div>
        ) : waits && days.length === 0 ? (
          <EmptyState
            icon={<IconCircleCheck size={28} stroke={1.4} />}
            title={t('list.none')}
            text={t('list.noneText')}
          />
        ) : days.length === 0 ? (
          <Nothing
            week={week}
            today={today}
            day={calls.length > 0 ? from : undefined}
            onDay={(day) => go(day ?? week)}
          />
        ) : (
          days.map(([day, list]) => (
            <section key={day} aria-labelledby={`day-${day}`}>
              <h2 id={`day-${day}`} className={classes.heading}>
                {dayHeading(day, day === today ? (words) => t('todayDay', { day: words }) : capital)}
              </h2>
              <ul className={classes.calls}>
                {list.map((call) => (
                  <CallCard
                    key={call.id}
                    call={call}
                    now={now}
                    busy={busyOf(call)}
                    onConfirm={() => confirm.mutate(ask(call, all))}
                    onDecline={() => setDeclining(call)}
                    onReconsider={() => reconsider.mutate(ask(call, all))}
                  />
                ))}
              </ul>
            </section>
          ))
        )}
      </div>
      {declining ? (
        <DeclineSheet
          about={aboutCall(declining)}
          reader={declining.planner?.short_name ?? null}
          draft={drafts.get(declining.id) ?? NO_REFUSAL}
          busy={decline.isPending}
          onDraft={(draft) => setDrafts(new Map(drafts).set(declining.id, draft))}
          onSend={(draft) => decline.mutate({ ...ask(declining, all), ...draft }, { onSettled: close })}
          onClose={close}
        />
      ) : null}
    </>
  );
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

function dayHeading(day: Day, dress: (words: string) => string): string {
  const weekday = periodTitle('day', day).split(',')[0] ?? '';
  return dress(`${weekday}, ${dayMonth(day)}`);
}
