import { clockAfter, parseClock } from '@/shared/lib/clock';
import {
  addDays,
  addWallMinutes,
  type Day,
  dayOf,
  minutesBetween,
  toInstant,
  toWall,
  type Wall,
  wallAt,
  wallMinutes,
} from '../time';

const DAY_MINUTES = 1440;
/** A bare number below it counts hours: nobody plans a strike of four minutes. */
const HOURS_BELOW = 10;

export { parseClock };

/** «4 ч 30 мин», «4:30», «4,5 ч», «90», «4» → minutes; null when it is no length. Empty is none at all. */
export function parseLength(typed: string): number | null {
  const text = typed.trim().toLowerCase();
  if (text === '') return 0;
  const colon = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (colon) return Number(colon[1]) * 60 + Number(colon[2]);
  const bare = /^\d+$/.exec(text);
  if (bare) {
    const value = Number(text);
    return value < HOURS_BELOW ? value * 60 : value;
  }
  const words = /^(?:(\d+(?:[.,]\d+)?)\s*(?:ч|h)\D*?)?\s*(?:(\d+)\s*(?:м|m)?[а-яa-z.]*)?$/.exec(text);
  if (!words || (words[1] === undefined && words[2] === undefined)) return null;
  const hours = Number((words[1] ?? '0').replace(',', '.'));
  return Math.round(hours * 60) + Number(words[2] ?? 0);
}

/** The clock beside which a length stands: «до 04:00» after the end, «с 10:00» before the start. */
export interface Beside {
  readonly edge: 'before' | 'after';
  readonly time: string;
}

const EDGES = {
  after: /^(?:до|по|until|till|to)\s*(\S.*)$/i,
  before: /^(?:с|от|from|since)\s*(\S.*)$/i,
} as const;

/** A length as such, or by the clock it reaches to; null when it is neither. */
export function parseTail(typed: string, beside: Beside | undefined): number | null {
  const reach = beside && EDGES[beside.edge].exec(typed.trim())?.[1];
  if (!beside || !reach) return parseLength(typed);
  const [from, to] = [parseClock(beside.time), parseClock(reach)];
  if (from === null || to === null) return null;
  const minutes = wallMinutes(wallAt('2000-01-15', to)) - wallMinutes(wallAt('2000-01-15', from));
  return ((beside.edge === 'after' ? minutes : -minutes) + DAY_MINUTES) % DAY_MINUTES;
}

/** What a form knows of the time of an event: days and clock times, as people say them. */
export interface DraftTimes {
  readonly date: Day | null;
  readonly start: string;
  readonly end: string;
  /** Only for what lasts for days; otherwise an end not after the start is on the next day. */
  readonly endDate: Day | null;
}

export interface WallSpan {
  readonly from: Wall;
  readonly to: Wall;
}

/** Start and end on the wall; null while something is missing. An end at or before the start is the next day's. */
export function wallSpan({ date, start, end, endDate }: DraftTimes): WallSpan | null {
  const from = date && parseClock(start);
  const to = parseClock(end);
  if (!date || !from || !to) return null;
  const day = endDate ?? (to <= from ? addDays(date, 1) : date);
  return { from: wallAt(date, from), to: wallAt(day, to) };
}

/** Whether the clock of that zone ever shows this time: in the night of the change it jumps over an hour. */
export function exists(wall: Wall, zone: string): boolean {
  return toWall(toInstant(wall, zone), zone) === wall;
}

/** How long it lasts by a stopwatch, whatever the clocks do meanwhile. */
export function lengthOf({ from, to }: WallSpan, zone: string): number {
  return minutesBetween(toInstant(from, zone), toInstant(to, zone));
}

/** Days that the end lies after the start. */
export function daysLater({ from, to }: WallSpan): number {
  return Math.round((wallMinutes(dayOf(to)) - wallMinutes(dayOf(from))) / DAY_MINUTES);
}

/**
 * How many minutes before the start a clock time lies. The start's own day is meant while that is before the end, else
 * the day before: «23:00» for a morning show is the evening before it, «20:00» for one from 19:00 on comes after it.
 */
export function leadOf(time: string, span: WallSpan): number {
  const sameDay = wallMinutes(wallAt(dayOf(span.from), time));
  const start = wallMinutes(span.from);
  return sameDay > wallMinutes(span.to) ? start - (sameDay - DAY_MINUTES) : start - sameDay;
}

/** The clock time so many minutes before a start at `time`. */
export function timeBefore(start: string, lead: number): string {
  const clock = parseClock(start);
  return clock ? clockAfter(clock, -lead) : '';
}

/** The clock time so many minutes after a start at `time`. */
export const timeAfter = (start: string, minutes: number): string => timeBefore(start, -minutes);

/** The instant so many wall minutes before the start. */
export function instantBefore(from: Wall, lead: number, zone: string): string {
  return toInstant(addWallMinutes(from, -lead), zone);
}

/** The other way round: how far on the wall an instant lies before the start. */
export function leadOfInstant(instant: string, from: Wall, zone: string): number {
  return wallMinutes(from) - wallMinutes(toWall(instant, zone));
}
