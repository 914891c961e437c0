import { addDays, type Day, dayOf, daysBetween, wallFromMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import type { Period } from '../period';

const DAY = 1440;
/** Height of an event's line, and of a cell's day number with what stands around the lines. */
export const LINE = 24;
export const CELL_REST = 34;
/** The library's own limit of lines. */
export const MOST_LINES = 10;

/** The days that an event takes in a month: a night that ends before the next evening stays with its day. */
export function daysTaken(event: CalendarEvent): { first: Day; last: Day } {
  const long = event.end - event.start >= DAY;
  return { first: event.day, last: long ? dayOf(wallFromMinutes(event.end - 1)) : event.day };
}

/** What lasts for days lies on top, in one piece; then shows, premieres and the rest; cancelled ones come last. */
function rank(event: CalendarEvent): number {
  if (event.cancelled) return 4;
  if (event.end - event.start >= DAY) return 0;
  if (event.row.event_type === 'performance') return 1;
  return event.row.event_type === 'premiere' ? 2 : 3;
}

export function inOrder(events: readonly CalendarEvent[]): CalendarEvent[] {
  return events.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start || a.id - b.id);
}

/** How many lines each day needs, placed as the library places them: under all that shares a day. */
function depths(
  ordered: readonly CalendarEvent[],
  grid: Period,
): { rows: Map<number, number>; days: number[] } {
  const days = Array.from({ length: grid.days }, () => 0);
  const rows = new Map<number, number>();
  for (const event of ordered) {
    const { first, last } = daysTaken(event);
    const from = Math.max(0, daysBetween(grid.from, first));
    const to = Math.min(grid.days - 1, daysBetween(grid.from, last));
    if (from > to) continue;
    const row = Math.max(...days.slice(from, to + 1));
    for (let index = from; index <= to; index++) days[index] = row + 1;
    rows.set(event.id, row);
  }
  return { rows, days };
}

/** Lines of each week: what it needs, as far as the height goes; who needs least is served first. */
function share(needs: readonly number[], height: number): { lines: number[]; heights: number[] } {
  const weeks = needs.length;
  const equal = Math.floor(height / weeks);
  const fit = Math.floor((equal - CELL_REST) / LINE);
  if (Math.max(...needs) <= fit) return { lines: [...needs], heights: needs.map(() => equal) };
  const lines = needs.map((need) => Math.min(need, 2));
  let left = height - lines.reduce((sum, count) => sum + CELL_REST + count * LINE, 0);
  for (;;) {
    const open = lines
      .map((count, week) => ({ count, week }))
      .filter(({ count, week }) => count < (needs[week] ?? 0));
    const least = open.toSorted((a, b) => a.count - b.count)[0];
    if (!least || left < LINE) break;
    lines[least.week] = least.count + 1;
    left -= LINE;
  }
  const extra = Math.max(0, Math.floor(left / weeks));
  return { lines, heights: lines.map((count) => CELL_REST + count * LINE + extra) };
}

export interface MonthLines {
  /** Those that are drawn, in the order of their lines. */
  readonly shown: readonly CalendarEvent[];
  /** Days that hold more than fits, with what is hidden. */
  readonly hidden: ReadonlyMap<Day, readonly CalendarEvent[]>;
  /** Of each week. */
  readonly heights: readonly number[];
}

/**
 * Which events a month draws. A week is as high as it needs while there is room; only a day that is full ends with a
 * line that says how many more there are. Without a height all of them are drawn, as far as the library goes.
 */
export function monthLines(
  events: readonly CalendarEvent[],
  grid: Period,
  height: number | null,
): MonthLines {
  const ordered = inOrder(events);
  const { rows, days } = depths(ordered, grid);
  const weeks = Array.from({ length: grid.days / 7 }, (_, week) =>
    Math.min(MOST_LINES, Math.max(1, ...days.slice(week * 7, week * 7 + 7))),
  );
  const { lines, heights } =
    height === null
      ? { lines: weeks, heights: weeks.map((count) => CELL_REST + count * LINE) }
      : share(weeks, height);
  const hidden = new Map<Day, CalendarEvent[]>();
  const shown = ordered.filter((event) => {
    const index = daysBetween(grid.from, daysTaken(event).first);
    const room = lines[Math.floor(index / 7)];
    if (room === undefined || (days[index] ?? 0) <= room || (rows.get(event.id) ?? 0) < room - 1) return true;
    const day = addDays(grid.from, index);
    hidden.set(day, [...(hidden.get(day) ?? []), event]);
    return false;
  });
  return { shown, hidden, heights };
}
