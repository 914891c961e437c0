import type { MonthViewProps, ScheduleEventData, ScheduleLabels } from '@mantine/schedule';
import { i18next } from '@/i18n';
import { addWallMinutes, type Day, dayOf, type Wall, wallAt, wallFromMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import type { Clash } from '../timeline/bar';

export interface Payload {
  readonly event: CalendarEvent;
  readonly clash: Clash | undefined;
}
export type LibraryEvent = ScheduleEventData;
export type RenderEvent = NonNullable<MonthViewProps['renderEvent']>;
export type RenderEventBody = NonNullable<MonthViewProps['renderEventBody']>;

/** The last line of a full day, in the place of an event. */
export interface More {
  readonly day: Day;
  readonly events: readonly CalendarEvent[];
  readonly clashes: ReadonlyMap<number, Clash>;
  readonly onOpen: (id: number) => void;
}

export function moreOf(event: LibraryEvent): More | null {
  return event.payload?.more ?? null;
}

/** One line a day for what found no place; the last in order, so that it stands under the others. */
export function moreEvents(
  hidden: ReadonlyMap<Day, readonly CalendarEvent[]>,
  clashes: ReadonlyMap<number, Clash>,
  onOpen: (id: number) => void,
): LibraryEvent[] {
  return [...hidden].map(([day, events]) => ({
    id: `more-${day}`,
    title: i18next.t('schedule:hidden', { count: events.length }),
    start: wallAt(day, '00:00'),
    end: `${day} 23:59:59`,
    color: 'gray',
    payload: { more: { day, events, clashes, onOpen } },
  }));
}

/** What we gave the library along with an event. */
export function payloadOf(event: LibraryEvent): Payload | null {
  const own: CalendarEvent | undefined = event.payload?.event;
  return own ? { event: own, clash: event.payload?.clash } : null;
}

const DAY = 1440;

/**
 * Events as @mantine/schedule takes them. A night that ends before the next evening stays with its day: the library
 * would make two days of it.
 */
export function libraryEvents(
  events: readonly CalendarEvent[],
  clashes: ReadonlyMap<number, Clash>,
): LibraryEvent[] {
  return events.map((event) => {
    const start = wallFromMinutes(event.start);
    const overnight = event.end - event.start < DAY;
    const midnight = addWallMinutes(wallAt(dayOf(start), '00:00'), DAY);
    const end = wallFromMinutes(event.end);
    return {
      id: event.id,
      title: event.row.title,
      start,
      end: overnight && end >= midnight ? `${dayOf(start)} 23:59:59` : end,
      color: 'gray',
      payload: { event, clash: clashes.get(event.id) },
    };
  });
}

/** Where an event lands after the library moved it: its own length, tails and night stay. */
export function droppedAt(event: CalendarEvent, start: Wall, toMinutes: (wall: Wall) => number) {
  const at = toMinutes(start);
  return { start: at, end: at + (event.end - event.start) };
}

export function libraryLabels(): Partial<ScheduleLabels> {
  const t = i18next.t;
  return {
    day: t('schedule:show.day'),
    week: t('schedule:show.week'),
    month: t('schedule:show.month'),
    allDay: t('schedule:allDay'),
    weekday: t('schedule:field.date'),
    timeSlot: t('schedule:slot'),
    today: t('schedule:today'),
    noEvents: t('schedule:empty.text'),
    more: t('schedule:more'),
    moreLabel: (count) => t('schedule:hidden', { count }),
  };
}
