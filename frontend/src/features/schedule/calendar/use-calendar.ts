import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNow } from '@/shared/lib/use-now';
import { clashesOptions, eventsOptions } from '../queries';
import { addDays, dayOf, rangeOfDays, toWall, wallMinutes, wallNow } from '../time';
import type { EventRow, Clash as SavedClash } from '../types';
import { type EventKind, SHOW_TYPES } from '../vocabulary';
import { type CalendarEvent, toCalendarEvent } from './event';
import { type Period, periodOf } from './period';
import { type CalendarSearch, eventsQuery, type Look } from './search';
import type { Clash } from './timeline/bar';

const MINUTE_MS = 60_000;

/** The clock on the wall, by the minute. */
export function useWallClock(): { now: number; today: string } {
  const tick = useNow(MINUTE_MS);
  const wall = wallNow(new Date(tick));
  return { now: Math.floor(wallMinutes(wall)), today: dayOf(wall) };
}

/** The worst that the server says of each event; what was accepted with a reason only warns. */
export function clashMap(clashes: readonly SavedClash[]): ReadonlyMap<number, Clash> {
  const found = new Map<number, Clash>();
  for (const { severity, overridden, events } of clashes)
    for (const { id } of events) {
      const mark = severity === 'hard' && !overridden ? 'hard' : 'soft';
      if (found.get(id) !== 'hard') found.set(id, mark);
    }
  return found;
}

const NONE: readonly never[] = [];

function inPeriod(event: CalendarEvent, { from, days }: Period): boolean {
  const start = wallMinutes(from);
  return event.start < start + days * 1440 && event.end > start;
}

/** The events of the period as the calendar draws them, with their conflicts and the legend's counts (none until they are known). */
export function useCalendar(
  search: CalendarSearch,
  look: Look,
  overlay: ReadonlyMap<number, Partial<EventRow>>,
) {
  const query = useQuery(eventsOptions(eventsQuery(search, look.period)));
  const clashQuery = useQuery(clashesOptions(rangeOfDays(look.period.from, look.period.days)));
  const rows = query.data?.items ?? NONE;
  const all = useMemo(
    () => rows.map((row) => toCalendarEvent({ ...row, ...overlay.get(row.id) })),
    [rows, overlay],
  );
  // The days of the neighbouring months are shown, but the month's figures are its own.
  const counted = useMemo(() => periodOf(look.show, look.day), [look.show, look.day]);
  const counts = useMemo(() => {
    const found = new Map<EventKind, number>();
    for (const event of all)
      if (inPeriod(event, counted)) found.set(event.kind, (found.get(event.kind) ?? 0) + 1);
    return found;
  }, [all, counted]);
  const type = search.type;
  const events = useMemo(
    () => (type ? all.filter(({ row }) => type.includes(row.event_type)) : all),
    [all, type],
  );
  const saved = clashQuery.data?.items ?? NONE;
  const clashes = useMemo(() => clashMap(saved), [saved]);
  const count = useMemo(() => events.filter((event) => inPeriod(event, counted)).length, [events, counted]);
  return {
    query,
    events,
    count,
    counts: query.data ? counts : undefined,
    clashes,
    total: query.data?.total ?? 0,
  };
}

function daysTouched(from: string, to: string): string[] {
  const first = dayOf(toWall(from));
  const last = dayOf(toWall(to));
  const days = [first];
  for (let day = first; day < last && days.length < 45; ) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}

/** Days of a month's grid with a show, and with a conflict nobody has accepted. */
export function useMarks(grid: Period) {
  const range = rangeOfDays(grid.from, grid.days);
  const shows = useQuery(
    eventsOptions({
      ...range,
      type: [...SHOW_TYPES],
      status: ['planned', 'confirmed', 'in_progress', 'completed'],
    }),
  ).data?.items;
  const clashes = useQuery(clashesOptions(range)).data?.items;
  return useMemo(
    () => ({
      shows: new Set((shows ?? []).map(({ starts_at }) => dayOf(toWall(starts_at)))),
      conflicts: new Set(
        (clashes ?? [])
          .filter(({ overridden, severity }) => !overridden && severity === 'hard')
          .flatMap(({ starts_at, ends_at }) => daysTouched(starts_at, ends_at)),
      ),
    }),
    [shows, clashes],
  );
}
