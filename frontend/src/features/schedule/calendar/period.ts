import { currentLanguage } from '@/i18n';
import { addDays, addMonths, type Day, daysBetween, monthStart, weekStart } from '../time';

export const SHOWS = ['day', 'week', 'month', 'list'] as const;
export type Show = (typeof SHOWS)[number];
/** The rows of the board; `none` is the plain calendar. */
export const ROWS = ['none', 'venue', 'person'] as const;
export type Rows = (typeof ROWS)[number];

/** The list reads on for four weeks. */
const LIST_DAYS = 28;

export interface Period {
  readonly from: Day;
  /** Days shown, from `from` on. */
  readonly days: number;
}

/** The days that a view of this length shows around a day. */
export function periodOf(show: Show, day: Day): Period {
  if (show === 'day') return { from: day, days: 1 };
  if (show === 'week') return { from: weekStart(day), days: 7 };
  if (show === 'list') return { from: day, days: LIST_DAYS };
  const from = monthStart(day);
  return { from, days: daysBetween(from, monthStart(addMonths(from, 1))) };
}

/** The grid of a month: whole weeks, as a wall calendar shows it. */
export function monthGrid(day: Day): Period {
  const month = periodOf('month', day);
  const from = weekStart(month.from);
  const last = addDays(month.from, month.days - 1);
  return { from, days: daysBetween(from, addDays(weekStart(last), 7)) };
}

/** The day to show when one goes a page on or back. */
export function stepOf(show: Show, day: Day, step: 1 | -1): Day {
  if (show === 'month') return addMonths(monthStart(day), step);
  const length = show === 'day' ? 1 : show === 'week' ? 7 : LIST_DAYS;
  return addDays(day, step * length);
}

export function daysOf({ from, days }: Period): Day[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = currentLanguage() === 'ru' ? 'ru' : 'en-GB';
  const key = language + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    formats.set(key, found);
  }
  return found;
}

const at = (day: Day) => new Date(`${day}T00:00:00Z`);

/** `18 ноября 2026` without Russian's «г.». */
function clean(text: string): string {
  return text.replace(/\s*г\.$/, '');
}

/** `пн`, `Mon`. */
export const weekdayShort = (day: Day) => format({ weekday: 'short' }).format(at(day));
/** `18 ноября`. */
export const dayMonth = (day: Day) => format({ day: 'numeric', month: 'long' }).format(at(day));
/** `ср, 18 ноября`. */
export const dayShort = (day: Day) =>
  `${weekdayShort(day)}, ${format({ day: 'numeric', month: 'short' }).format(at(day)).replace(/\.$/, '')}`;
/** `среда, 18 ноября 2026`, for screen readers and headings. */
export const dayLong = (day: Day) =>
  clean(format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at(day)));
/** `декабрь 2026`: a month within a sentence. */
export function monthInText(day: Day): string {
  return clean(format({ month: 'long', year: 'numeric' }).format(at(day)));
}

/** `Ноябрь 2026`. */
export function monthLong(day: Day): string {
  const text = monthInText(day);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `16–22 ноября 2026`, `Ноябрь 2026`, `среда, 18 ноября 2026`. */
export function periodTitle(show: Show, day: Day): string {
  if (show === 'day') return dayLong(day);
  if (show === 'month') return monthLong(day);
  const { from, days } = periodOf(show, day);
  const whole = format({ day: 'numeric', month: 'long', year: 'numeric' });
  return clean(whole.formatRange(at(from), at(addDays(from, days - 1))).replace(/\u2009/g, ''));
}
