import { theatreZone } from '@/shared/lib/dates';

/**
 * The one place where instants (UTC, as the API speaks) meet wall time (what the clock in the house shows). Calendars,
 * forms and drags reckon in wall time: `2026-11-18 19:00:00`, without a zone, the form @mantine/schedule takes.
 */
export type Wall = string;
/** A calendar day, `2026-11-18`. */
export type Day = string;

/** Every time a hand can set is a multiple of this. */
export const SNAP_MINUTES = 15;

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** How far the zone's clock is ahead of UTC at that instant, in ms. Zones change at quarter hours only. */
function offsetAt(instant: number, zone: string): number {
  const quarter = Math.floor(instant / (SNAP_MINUTES * MINUTE));
  const key = `${zone}|${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const start = quarter * SNAP_MINUTES * MINUTE;
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(start)
      .map((part) => [part.type, Number(part.value)]),
  );
  const shown = Date.UTC(
    parts.year ?? 0,
    (parts.month ?? 1) - 1,
    parts.day ?? 1,
    parts.hour ?? 0,
    parts.minute ?? 0,
    parts.second ?? 0,
  );
  const offset = shown - start;
  if (offsets.size > 20_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** Minutes since 1970 on the wall clock: a scale without time changes, for positions and sums. */
export function wallMinutes(wall: Wall): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(wall);
  if (!found) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = found;
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) /
    MINUTE
  );
}

export function wallFromMinutes(minutes: number): Wall {
  return new Date(Math.round(minutes) * MINUTE).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-18T16:00:00Z` → `2026-11-18 19:00:00` in the zone (the theatre's unless told). */
export function toWall(instant: string | Date, zone: string = theatreZone()): Wall {
  const at = new Date(instant).getTime();
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * `2026-11-18 19:00:00` → `2026-11-18T16:00:00Z`. A time the clock skips in spring becomes the same distance after the
 * change; one it shows twice in autumn is the first of the two.
 */
export function toInstant(wall: Wall, zone: string = theatreZone()): string {
  const shown = wallMinutes(wall) * MINUTE;
  const before = offsetAt(shown - 24 * 60 * MINUTE, zone);
  const after = offsetAt(shown + 24 * 60 * MINUTE, zone);
  const first = shown - before;
  const second = shown - after;
  const fits = (instant: number) => instant + offsetAt(instant, zone) === shown;
  const exact = [Math.min(first, second), Math.max(first, second)].find(fits);
  // In the gap no instant shows this time: the offset before the change carries it past the gap.
  const instant = exact ?? first;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** The wall time so many minutes later on the clock. */
export function addWallMinutes(wall: Wall, minutes: number): Wall {
  return wallFromMinutes(wallMinutes(wall) + minutes);
}

/** An instant so many real minutes later. */
export function addInstantMinutes(instant: string, minutes: number): string {
  return new Date(new Date(instant).getTime() + minutes * MINUTE).toISOString().replace('.000Z', 'Z');
}

/** Real minutes between two instants, whatever clocks did between. */
export function minutesBetween(from: string, to: string): number {
  return Math.round((new Date(to).getTime() - new Date(from).getTime()) / MINUTE);
}

export function snapMinutes(minutes: number, step: number = SNAP_MINUTES): number {
  return Math.round(minutes / step) * step;
}

export const dayOf = (wall: Wall): Day => wall.slice(0, 10);
/** `19:00` of a wall time. */
export const timeOf = (wall: Wall): string => wall.slice(11, 16);
export const wallAt = (day: Day, time: string): Wall => `${day} ${time.slice(0, 5)}:00`;

export function addDays(day: Day, count: number): Day {
  return wallFromMinutes(wallMinutes(day) + count * DAY_MINUTES).slice(0, 10);
}

/** Whole days from one to another; negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((wallMinutes(to) - wallMinutes(from)) / DAY_MINUTES);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export const weekStart = (day: Day): Day => addDays(day, -weekdayOf(day));
export const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;

export function addMonths(day: Day, count: number): Day {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0));
  return `${last.getUTCFullYear()}-${pad(last.getUTCMonth() + 1)}-${pad(Math.min(date, last.getUTCDate()))}`;
}

/** The instants between which a row of days lies, `to` exclusive. */
export function rangeOfDays(from: Day, days: number): { from: string; to: string } {
  return { from: toInstant(wallAt(from, '00:00')), to: toInstant(wallAt(addDays(from, days), '00:00')) };
}

/** What the clock shows now. */
export function wallNow(now: Date = new Date()): Wall {
  return toWall(now);
}
