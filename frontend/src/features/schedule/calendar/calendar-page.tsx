import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { SplitView } from '@/shared/ui/drawer';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { ViewsMenu } from '@/shared/ui/views';
import { OVERLAY_MAX, PHONE_MAX } from '@/theme/tokens';
import { MOST_EVENTS } from '../queries';
import { ScheduleMenu } from '../settings/schedule-menu';
import { ScheduleTabs } from '../tabs';
import { toInstant, wallFromMinutes } from '../time';
import { Ahead } from './ahead';
import classes from './calendar-page.module.css';
import { DayStrip } from './day-strip';
import type { CalendarEvent } from './event';
import { useMove, useMoveRule } from './move/use-move';
import { EventPeek } from './peek/event-peek';
import { dayLong, monthLong, periodTitle, type Rows, type Show, stepOf } from './period';
import { Rail } from './rail/rail';
import { type CalendarSearch, calendarRoute, lookOf } from './search';
import { Stage } from './stage';
import { Toolbar } from './toolbar';
import { useCalendar, useWallClock } from './use-calendar';

const ROWS_ALL: readonly Rows[] = ['none', 'venue', 'person'];
/** Whoever sees only own calls has no use for everybody's rows. */
const ROWS_OWN: readonly Rows[] = ['none', 'venue'];

/** The schedule of the house: months, weeks and days, by the clock, by venue and by person. */
export function CalendarPage() {
  const { t } = useTranslation(['schedule', 'common']);
  const search = calendarRoute.useSearch();
  const navigate = calendarRoute.useNavigate();
  const go = useNavigate();
  const can = useCan();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const narrow = useMediaQuery(`(max-width: ${OVERLAY_MAX}px)`, false, { getInitialValueInEffect: false });
  const [sheet, sheetControl] = useDisclosure(false);
  const [said, announce] = useState('');
  const { now, today } = useWallClock();
  const look = lookOf(search, today, phone);
  const move = useMove(announce);
  const rule = useMoveRule(now);
  const canMove = useCallback((event: CalendarEvent) => rule(event) === null, [rule]);
  const calendar = useCalendar(search, look, move.overlay);
  const { events, query } = calendar;

  const patch = useCallback(
    (change: Partial<CalendarSearch>) =>
      void navigate({ search: (current): CalendarSearch => ({ ...current, ...change }) }),
    [navigate],
  );
  const toDay = (date: string) => patch({ date: date === today ? undefined : date });
  const open = useCallback((event: number) => patch({ event }), [patch]);
  const toShow = (show: Show) =>
    patch({
      show: show === (phone ? 'list' : 'week') ? undefined : show,
      ...(phone ? {} : { date: search.date }),
    });
  const create = (start: number, end: number, venue?: number) =>
    void go({
      to: '/schedule/new',
      search: {
        starts: toInstant(wallFromMinutes(start)),
        ends: toInstant(wallFromMinutes(end)),
        ...(venue === undefined ? {} : { venue }),
      },
    });

  /** The event under the focus, else the opened one. */
  const focused = (): CalendarEvent | undefined => {
    const bar = document.activeElement?.closest<HTMLElement>('[data-event]');
    const id = bar ? Number(bar.dataset.event) : search.event;
    return events.find((event) => event.id === id);
  };
  useHotkeys([
    {
      keys: 'KeyM',
      label: t('keys.moveIt'),
      group: 'act',
      run: () => {
        const event = focused();
        const reason = event && rule(event);
        if (event && reason === null) move.open(event);
        else if (reason) announce(reason);
      },
    },
  ]);

  const rail = (
    <Rail
      search={search}
      look={look}
      today={today}
      counts={calendar.counts}
      sheet={narrow}
      onChange={patch}
      onDay={(date) => {
        toDay(date);
        sheetControl.close();
      }}
    />
  );
  const title =
    look.show === 'list' && phone
      ? look.day === today
        ? t('today')
        : dayLong(look.day)
      : phone
        ? monthLong(look.day)
        : periodTitle(look.show, look.day);

  return (
    <SplitView
      drawer={
        search.event === undefined ? null : (
          <EventPeek
            key={search.event}
            eventId={search.event}
            beside={look.show !== 'list'}
            moveReason={rule}
            onMove={move.open}
            onClose={() => patch({ event: undefined })}
          />
        )
      }
    >
      <div className={classes.page} data-show={look.show} data-rows={look.rows}>
        <PageHead
          title={t('title')}
          counters={<Ahead today={today} />}
          count={query.data && !phone ? `${title}, ${t('count', { count: calendar.count })}` : title}
        >
          <div className={classes.tools}>
            <Toolbar
              look={look}
              phone={phone}
              rows={can('schedule:read', {}) ? ROWS_ALL : ROWS_OWN}
              onToday={() => patch({ date: undefined })}
              onStep={(step) =>
                toDay(stepOf(phone && look.show === 'list' ? 'day' : look.show, look.day, step))
              }
              onShow={toShow}
              onRows={(rows) => patch({ rows })}
            />
            <ViewsMenu
              table="schedule"
              search={{ ...search, event: undefined, date: undefined }}
              columns={[]}
              opened={search.view}
              onApply={(view) => void navigate({ search: { ...view.search, view: view.id } })}
            />
            {narrow ? (
              <ActionIcon aria-label={t('rail')} onClick={sheetControl.open}>
                <IconAdjustmentsHorizontal size={18} stroke={1.6} />
              </ActionIcon>
            ) : null}
            <ScheduleMenu />
          </div>
        </PageHead>
        <ScheduleTabs />
        {phone && look.show === 'list' ? <DayStrip day={look.day} today={today} onDay={toDay} /> : null}
        {calendar.total > MOST_EVENTS ? (
          <p className={classes.warning}>{t('tooMany', { total: calendar.total })}</p>
        ) : null}
        <div className={classes.content}>
          {narrow ? null : rail}
          {query.isError && !query.data ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <Stage
              search={search}
              look={look}
              phone={phone}
              now={now}
              today={today}
              calendar={calendar}
              move={move}
              canMove={canMove}
              canCreate={can('schedule:create')}
              announce={announce}
              onOpen={open}
              onDay={(date) => patch({ date, show: phone ? undefined : 'day' })}
              onPick={toDay}
              onCreate={create}
              onReset={patch}
            />
          )}
        </div>
      </div>
      <p className={`visually-hidden ${classes.said}`} aria-live="polite">
        {said}
      </p>
      {narrow ? (
        <Drawer
          opened={sheet}
          onClose={sheetControl.close}
          position={phone ? 'bottom' : 'left'}
          size={phone ? '88dvh' : 320}
          title={t('rail')}
          closeButtonProps={{ 'aria-label': t('common:close') }}
        >
          {rail}
        </Drawer>
      ) : null}
      {move.layers}
    </SplitView>
  );
}
