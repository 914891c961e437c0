import { addDays, type Day, dayOf, timeOf, toInstant, toWall, wallAt } from '../time';

/** A stretch of time as a form holds it: whole days, or from an hour to an hour, on the theatre's clock. */
export interface Stretch {
  readonly whole: boolean;
  readonly fromDay: Day;
  readonly fromTime: string;
  /** The last day, included. */
  readonly toDay: Day;
  readonly toTime: string;
}

export interface Instants {
  readonly starts_at: string;
  readonly ends_at: string;
}

const MIDNIGHT = '00:00';
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export const isWhole = ({ starts_at, ends_at }: Instants): boolean =>
  timeOf(toWall(starts_at)) === MIDNIGHT && timeOf(toWall(ends_at)) === MIDNIGHT;

/** The form of what is saved. Whole days end at midnight, which a reader calls the evening before. */
export function stretchOf(saved: Instants): Stretch {
  const [start, end] = [toWall(saved.starts_at), toWall(saved.ends_at)];
  const whole = isWhole(saved);
  return {
    whole,
    fromDay: dayOf(start),
    fromTime: whole ? '10:00' : timeOf(start),
    toDay: whole ? addDays(dayOf(end), -1) : dayOf(end),
    toTime: whole ? '18:00' : timeOf(end),
  };
}

export function newStretch(today: Day): Stretch {
  return { whole: true, fromDay: today, fromTime: '10:00', toDay: today, toTime: '18:00' };
}

export function instantsOf(stretch: Stretch): Instants {
  const { whole, fromDay, fromTime, toDay, toTime } = stretch;
  return whole
    ? {
        starts_at: toInstant(wallAt(fromDay, MIDNIGHT)),
        ends_at: toInstant(wallAt(addDays(toDay, 1), MIDNIGHT)),
      }
    : { starts_at: toInstant(wallAt(fromDay, fromTime)), ends_at: toInstant(wallAt(toDay, toTime)) };
}

/** What is wrong with it, as the key of a text. */
export function faultOf({ whole, fromDay, fromTime, toDay, toTime }: Stretch): 'order' | 'time' | null {
  if (!whole && !(CLOCK.test(fromTime) && CLOCK.test(toTime))) return 'time';
  if (toDay < fromDay) return 'order';
  return !whole && wallAt(toDay, toTime) <= wallAt(fromDay, fromTime) ? 'order' : null;
}
