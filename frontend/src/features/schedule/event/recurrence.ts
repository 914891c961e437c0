import { addDays, addMonths, type Day, dayOf, toWall, weekdayOf } from '../time';

/** How a series repeats, as the form builds it. Texts are RRULEs of RFC 5545; the server reads and expands them. */
export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
/** Of a month: the same date, the same weekday counted from its beginning, or the last such weekday. */
export const MONTHLY = ['day', 'nth', 'last'] as const;
export type Monthly = (typeof MONTHLY)[number];

export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  /** 0 Monday … 6 Sunday, of a weekly rule. */
  readonly weekdays: readonly number[];
  readonly monthly: Monthly;
  readonly ends: 'count' | 'until';
  readonly count: number;
  readonly until: Day | null;
  /** The rule as an expert types it; null while the fields above make it. */
  readonly raw: string | null;
}

const CODES: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const MAX_COUNT = 500;
export const MAX_INTERVAL = 99;

/** Which of its kind a weekday is within the month: `2026-11-18` is the third Wednesday. */
export function nthOf(day: Day): number {
  return Math.ceil(Number(day.slice(8, 10)) / 7);
}

export function isLastOfKind(day: Day): boolean {
  return addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
}

/** A rule to begin with: weekly on the day of the event, ten times. */
export function firstRule(day: Day | null): Rule {
  return {
    freq: 'WEEKLY',
    interval: 1,
    weekdays: day ? [weekdayOf(day)] : [],
    monthly: 'day',
    ends: 'count',
    count: 10,
    until: day ? addMonths(day, 3) : null,
    raw: null,
  };
}

/** The weekday of the event goes along when its day changes, unless there are others beside it. */
export function moved(rule: Rule, from: Day | null, to: Day | null): Rule {
  if (!from || !to || rule.weekdays.length !== 1 || rule.weekdays[0] !== weekdayOf(from)) return rule;
  return { ...rule, weekdays: [weekdayOf(to)] };
}

function byDay(rule: Rule, day: Day): string | null {
  if (rule.freq === 'WEEKLY') {
    const days = rule.weekdays.length > 0 ? rule.weekdays : [weekdayOf(day)];
    return days
      .toSorted((a, b) => a - b)
      .map((index) => CODES[index])
      .join(',');
  }
  if (rule.freq !== 'MONTHLY' || rule.monthly === 'day') return null;
  return `${rule.monthly === 'last' ? -1 : nthOf(day)}${CODES[weekdayOf(day)]}`;
}

/** The RRULE of a rule for an event that starts on that day. */
export function toRRule(rule: Rule, day: Day): string {
  if (rule.raw !== null) return rule.raw.trim().replace(/^RRULE:/i, '');
  const parts = [`FREQ=${rule.freq}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  const days = byDay(rule, day);
  if (days) parts.push(`BYDAY=${days}`);
  if (rule.freq === 'MONTHLY' && rule.monthly === 'day') parts.push(`BYMONTHDAY=${Number(day.slice(8, 10))}`);
  if (rule.ends === 'count') parts.push(`COUNT=${rule.count}`);
  else if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  return parts.join(';');
}

function untilDay(text: string): Day | null {
  const date = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (date) return `${date[1]}-${date[2]}-${date[3]}`;
  const moment = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!moment) return null;
  const [, year, month, day, hour, minute, second] = moment;
  return dayOf(toWall(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`));
}

function within(text: string | undefined, most: number): number | null {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}

/** Fills the part of the rule that says which days; false when the fields cannot say it. */
function readDays(rule: Partial<Record<string, string>>, freq: Frequency, day: Day): Partial<Rule> | null {
  const { BYDAY, BYMONTHDAY } = rule;
  if (freq === 'WEEKLY') {
    if (BYMONTHDAY !== undefined) return null;
    if (BYDAY === undefined) return { weekdays: [weekdayOf(day)] };
    const days = BYDAY.split(',').map((code) => CODES.indexOf(code));
    return days.includes(-1) ? null : { weekdays: days };
  }
  if (freq !== 'MONTHLY') return BYDAY === undefined && BYMONTHDAY === undefined ? {} : null;
  if (BYDAY === undefined) {
    return BYMONTHDAY === undefined || Number(BYMONTHDAY) === Number(day.slice(8, 10))
      ? { monthly: 'day' }
      : null;
  }
  if (BYMONTHDAY !== undefined) return null;
  const code = CODES[weekdayOf(day)];
  if (BYDAY === `-1${code}`) return { monthly: 'last' };
  return BYDAY.replace('+', '') === `${nthOf(day)}${code}` ? { monthly: 'nth' } : null;
}

const KNOWN = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST']);

/** An RRULE as the form's fields show it; what they cannot show stays text. */
export function parseRRule(text: string, day: Day): Rule {
  const raw: Rule = { ...firstRule(day), raw: text };
  const pairs = text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='));
  if (pairs.some((pair) => pair.length !== 2 || !KNOWN.has(pair[0] ?? ''))) return raw;
  const rule: Partial<Record<string, string>> = Object.fromEntries(pairs);
  const freq = FREQUENCIES.find((known) => known === rule.FREQ);
  if (!freq || (rule.WKST !== undefined && rule.WKST !== 'MO')) return raw;
  const days = readDays(rule, freq, day);
  const interval = rule.INTERVAL === undefined ? 1 : within(rule.INTERVAL, MAX_INTERVAL);
  const count = within(rule.COUNT, MAX_COUNT);
  const until = rule.UNTIL === undefined ? null : untilDay(rule.UNTIL);
  if (!days || interval === null || (count === null && until === null)) return raw;
  if (rule.COUNT !== undefined && (count === null || rule.UNTIL !== undefined)) return raw;
  return {
    ...firstRule(day),
    ...days,
    freq,
    interval,
    raw: null,
    ...(count === null ? { ends: 'until', until } : { ends: 'count', count }),
  };
}

/** What still lacks before the server can be asked. */
export function isComplete(rule: Rule): boolean {
  if (rule.raw !== null) return rule.raw.trim() !== '';
  if (rule.freq === 'WEEKLY' && rule.weekdays.length === 0) return false;
  return rule.ends === 'count' ? rule.count >= 1 : rule.until !== null;
}
