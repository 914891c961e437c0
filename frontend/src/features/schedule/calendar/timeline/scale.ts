import { addDays, type Day, wallMinutes } from '../../time';
import type { Period } from '../period';

const DAY = 1440;
/** Columns of the board are the hours in which a theatre is awake; the night between them has no width. */
export interface Scale {
  readonly period: Period;
  /** Minutes of the day at which a column begins, and its length. */
  readonly opens: number;
  readonly length: number;
  readonly dayWidth: number;
  readonly width: number;
  readonly start: number;
  readonly end: number;
  readonly x: (minutes: number) => number;
  readonly at: (x: number) => number;
  /** Which column a moment falls into; the small hours belong to the evening before. */
  readonly column: (minutes: number) => number;
  readonly hidden: (minutes: number) => boolean;
}

export function makeScale(period: Period, opens: number, length: number, dayWidth: number): Scale {
  const start = wallMinutes(period.from) + opens;
  const width = dayWidth * period.days;
  const column = (minutes: number) => Math.floor((minutes - start) / DAY);
  const x = (minutes: number) => {
    const index = column(minutes);
    const inside = Math.min(minutes - start - index * DAY, length);
    return Math.min(width, Math.max(0, index * dayWidth + (inside / length) * dayWidth));
  };
  const at = (position: number) => {
    const bounded = Math.min(width, Math.max(0, position));
    const index = Math.min(period.days - 1, Math.floor(bounded / dayWidth));
    return start + index * DAY + ((bounded - index * dayWidth) / dayWidth) * length;
  };
  return {
    period,
    opens,
    length,
    dayWidth,
    width,
    start,
    end: start + (period.days - 1) * DAY + length,
    x,
    at,
    column,
    hidden: (minutes) => minutes - start - column(minutes) * DAY > length,
  };
}

/** Hours to name under a day's head: all that fit, every second or every fourth. */
export function ticksOf(scale: Scale): number[] {
  const hourWidth = (scale.dayWidth / scale.length) * 60;
  const step = [1, 2, 4, 6].find((hours) => hours * hourWidth >= 30);
  if (step === undefined) return [];
  const ticks: number[] = [];
  for (let hour = Math.ceil(scale.opens / 60); hour * 60 < scale.opens + scale.length; hour++) {
    const fromOpening = hour * 60 - scale.opens;
    const room = (fromOpening / scale.length) * scale.dayWidth;
    if (hour % step === (step === 4 ? 2 : 0) && room >= 8 && scale.dayWidth - room >= 8) ticks.push(hour);
  }
  return ticks;
}

export function columnDay(scale: Scale, index: number): Day {
  return addDays(scale.period.from, index);
}
