import { addDays, addMonths, type Day, daysBetween, rangeOfDays } from '../time';
import type { Clash } from '../types';

export const RANGES = ['two_weeks', 'month', 'season'] as const;
export type Range = (typeof RANGES)[number];

/** The server looks for clashes over a hundred days at most. */
const AT_ONCE = 90;
const SEASON_ENDS = { month: 7, day: 31 } as const;

/** The last day of the theatre's year that a day belongs to: seasons end with July. */
export function seasonEnd(day: Day): Day {
  const [year = 1970, month = 1] = day.split('-').map(Number);
  const ends = month > SEASON_ENDS.month ? year + 1 : year;
  return `${ends}-0${SEASON_ENDS.month}-${SEASON_ENDS.day}`;
}

/** The first day after the range. */
export function rangeEnd(from: Day, range: Range): Day {
  if (range === 'two_weeks') return addDays(from, 14);
  return range === 'month' ? addMonths(from, 1) : addDays(seasonEnd(from), 1);
}

/** A range in stretches that one answer of the server can hold. */
export function stretches(from: Day, range: Range): { from: string; to: string }[] {
  const total = daysBetween(from, rangeEnd(from, range));
  const count = Math.max(1, Math.ceil(total / AT_ONCE));
  return Array.from({ length: count }, (_, index) => {
    const done = index * AT_ONCE;
    return rangeOfDays(addDays(from, done), Math.min(AT_ONCE, total - done));
  });
}

/** One clash, however often it was told: where two stretches meet both of them tell it. */
export function clashKey({ kind, reason, starts_at, events, venue, person, item }: Clash): string {
  const about = venue?.id ?? person?.id ?? item?.id ?? 0;
  return [kind, reason, about, starts_at, ...events.map(({ id }) => id)].join('|');
}

/** Clashes of all stretches in the order of time, each once. */
export function gather(parts: readonly (readonly Clash[])[]): Clash[] {
  const found = new Map(parts.flat().map((clash) => [clashKey(clash), clash]));
  return [...found.values()].toSorted((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
}

/** Things in their order under the day they begin on. */
export function groupByDay<T>(items: readonly T[], dayOf: (item: T) => Day): [Day, T[]][] {
  const days = new Map<Day, T[]>();
  for (const item of items) {
    const day = dayOf(item);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days];
}
