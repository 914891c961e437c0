import '@/shared/lib/dayjs-locale';
import { DayView, MonthView, WeekView } from '@mantine/schedule';
import '@mantine/schedule/styles.layer.css';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Day, daysBetween, SNAP_MINUTES, type Wall, wallFromMinutes, wallMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import { dayLong, monthGrid, type Show } from '../period';
import type { Clash } from '../timeline/bar';
import { usePrinting } from '../use-printing';
import { renderEvent, renderShort, renderTall } from './event-button';
import { droppedAt, type LibraryEvent, libraryEvents, libraryLabels, moreEvents, payloadOf } from './library';
import { MOST_LINES, monthLines } from './month-lines';
import classes from './views.module.css';

interface Props {
  readonly show: Exclude<Show, 'list'>;
  readonly day: Day;
  readonly today: Day;
  readonly now: number;
  readonly events: readonly CalendarEvent[];
  readonly clashes: ReadonlyMap<number, Clash>;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly canCreate: boolean;
  readonly onOpen: (id: number) => void;
  readonly onDay: (day: Day) => void;
  readonly onMove: (event: CalendarEvent, start: number, end: number) => void;
  readonly onCreate: (start: number, end: number) => void;
}

const ownOf = (data: LibraryEvent) => payloadOf(data)?.event;

/** Height of the names of the days, above the month's cells. */
const WEEKDAYS = 38;
/** Height of a lying A3 sheet under the head, in px. */
const SHEET = 960;

/** The plain calendar: a wall calendar of the month, or the hours of a week or a day. */
export function GridViews({ show, day, today, now, events, clashes, ...props }: Props) {
  const { i18n } = useTranslation('schedule');
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(frame, sized);
  const printing = usePrinting();
  const month = useMemo(
    () => (show === 'month' ? monthLines(events, monthGrid(day), printing ? null : height - WEEKDAYS) : null),
    [show, events, day, printing, height],
  );
  const { onOpen } = props;
  const data = useMemo(
    () =>
      month
        ? [...libraryEvents(month.shown, clashes), ...moreEvents(month.hidden, clashes, onOpen)]
        : libraryEvents(events, clashes),
    [month, events, clashes, onOpen],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const labels = useMemo(libraryLabels, [i18n.language]);
  const earliest = useMemo(
    () => Math.min(480, ...events.map(({ start }) => Math.floor((((start % 1440) + 1440) % 1440) / 60) * 60)),
    [events],
  );

  const grid = monthGrid(day);
  const tall = (month?.heights ?? []).reduce((sum, one) => sum + one, WEEKDAYS);
  const zoom = printing && month ? Math.min(1, SHEET / tall) : 1;

  // The library names the button of a weekday «2026-11-23» while it shows «Пн 23»: its own text says it better.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons are new with each week
  useEffect(() => {
    for (const label of frame.current?.querySelectorAll(`.${classes.weekday}`) ?? [])
      label.removeAttribute('aria-label');
  }, [show, day, i18n.language]);

  const canMove = (event: LibraryEvent) => {
    const own = ownOf(event);
    return own !== undefined && props.canMove(own);
  };
  const drop = ({ event, newStart }: { event: LibraryEvent; newStart: Wall }) => {
    const own = ownOf(event);
    if (!own) return;
    const { start, end } = droppedAt(own, newStart, wallMinutes);
    if (start !== own.start) props.onMove(own, start, end);
  };
  const resize = (change: { event: LibraryEvent; newStart: Wall; newEnd: Wall }) => {
    const own = ownOf(change.event);
    if (!own) return;
    const start = wallMinutes(change.newStart);
    // An end beyond midnight is not in the grid: pulling the start leaves it alone.
    const end = start === own.start ? wallMinutes(change.newEnd) : own.end;
    if (start !== own.start || end !== own.end) props.onMove(own, start, Math.round(end));
  };
  const open = (event: LibraryEvent) => {
    const own = ownOf(event);
    if (own) props.onOpen(own.id);
  };
  const common = {
    events: data,
    labels,
    locale: i18n.language,
    withHeader: false,
    radius: 'sm',
    renderEvent,
    withEventsDragAndDrop: true,
    canDragEvent: canMove,
    onEventDrop: drop,
    onEventClick: open,
    withDragSlotSelect: props.canCreate,
  } as const;
  const hours = {
    startTime: `${String(earliest / 60).padStart(2, '0')}:00:00`,
    intervalMinutes: 30,
    slotHeight: 48,
    withAllDaySlots: events.some(({ start, end }) => end - start >= 1440),
    allDaySlotHeight: 32,
    withEventResize: true,
    canResizeEvent: canMove,
    onEventResize: resize,
    eventDragInterval: SNAP_MINUTES,
    eventResizeInterval: SNAP_MINUTES,
    renderEventBody: renderTall,
    getCurrentTime: () => wallFromMinutes(now),
    onSlotDragEnd: (from: Wall, to: Wall) => props.onCreate(wallMinutes(from), wallMinutes(to)),
    scrollAreaProps: { type: 'auto', viewportProps: { tabIndex: 0 } },
  } as const;

  return (
    <div ref={ref} className={classes.frame} style={{ zoom }}>
      {month ? (
        <MonthView
          {...common}
          classNames={{
            monthViewDay: classes.cell,
            monthViewWeekday: classes.dayName,
            monthViewEvents: classes.lines,
          }}
          date={day}
          consistentWeeks={false}
          withWeekNumbers={false}
          weekdayFormat="dd"
          highlightToday={false}
          maxEventsPerDay={MOST_LINES}
          renderEventBody={renderShort}
          getDayProps={(one) => ({
            'aria-label': dayLong(one),
            'data-now': one.slice(0, 10) === today || undefined,
            style: { height: month?.heights[Math.floor(daysBetween(grid.from, one.slice(0, 10)) / 7)] },
          })}
          onDayClick={(one) => props.onDay(one.slice(0, 10))}
          onSlotDragEnd={(from, to) => {
            if (from.slice(0, 10) !== to.slice(0, 10))
              props.onCreate(wallMinutes(from) + 600, wallMinutes(to.slice(0, 10)) + 720);
          }}
        />
      ) : show === 'week' ? (
        <WeekView
          {...common}
          {...hours}
          classNames={{ weekViewDayLabel: classes.weekday }}
          date={day}
          weekdayFormat="dd"
          withWeekNumber={false}
          highlightToday
          onDateChange={props.onDay}
        />
      ) : (
        <DayView {...common} {...hours} date={day} headerFormat="D MMMM YYYY" />
      )}
    </div>
  );
}
