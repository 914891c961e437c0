import { getRouteApi } from '@tanstack/react-router';
import type { EventsQuery } from '../queries';
import { rangeOfDays } from '../time';
import { monthGrid, type Period, periodOf, type Rows, type Show } from './period';

export const calendarRoute = getRouteApi('/_app/schedule/');

/** Everything about the calendar that its address says; the route's schema decides. */
export type CalendarSearch = ReturnType<typeof calendarRoute.useSearch>;

export const NO_FILTERS = {
  type: undefined,
  venue: undefined,
  title: undefined,
  person: undefined,
  department: undefined,
} as const satisfies Partial<CalendarSearch>;

/** Whether anything but the whole schedule is shown. */
export function isFiltered(search: CalendarSearch): boolean {
  return Object.keys(NO_FILTERS).some((key) => search[key as keyof typeof NO_FILTERS] !== undefined);
}

export interface Look {
  readonly show: Show;
  readonly rows: Rows;
  readonly day: string;
  /** The days shown; a wall calendar's whole weeks go over its month. */
  readonly period: Period;
}

/** What is on screen when the address says little: the week by venues, the month as a wall calendar. */
export function lookOf(search: CalendarSearch, today: string, phone: boolean): Look {
  const show = search.show ?? (phone ? 'list' : 'week');
  const day = search.date ?? today;
  const rows = show === 'list' ? 'none' : (search.rows ?? (show === 'month' ? 'none' : 'venue'));
  if (phone && show !== 'month') return { show: 'list', rows: 'none', day, period: periodOf('day', day) };
  const wall = show === 'month' && rows === 'none' && !phone;
  return { show, rows: phone ? 'none' : rows, day, period: wall ? monthGrid(day) : periodOf(show, day) };
}

/** The server's part of the filter. Types are chosen here, so that the legend can count what it hides. */
export function eventsQuery(
  search: CalendarSearch,
  period: Period,
): EventsQuery & { from: string; to: string } {
  return {
    ...rangeOfDays(period.from, period.days),
    ...(search.venue ? { venue: search.venue } : {}),
    ...(search.title ? { performance: search.title } : {}),
    ...(search.person ? { participant: search.person } : {}),
    ...(search.department ? { department: search.department } : {}),
  };
}
