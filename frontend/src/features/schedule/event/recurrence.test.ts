import { describe, expect, it } from 'vitest';
import {
  firstRule,
  isComplete,
  isLastOfKind,
  moved,
  nthOf,
  parseRRule,
  type Rule,
  toRRule,
} from './recurrence';

const WEDNESDAY = '2026-11-18';
const base = firstRule(WEDNESDAY);

const cases: readonly [string, Partial<Rule>][] = [
  ['FREQ=WEEKLY;BYDAY=WE;COUNT=10', {}],
  ['FREQ=DAILY;COUNT=5', { freq: 'DAILY', count: 5 }],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=8', { interval: 2, weekdays: [1, 3], count: 8 }],
  ['FREQ=MONTHLY;BYMONTHDAY=18;COUNT=10', { freq: 'MONTHLY' }],
  ['FREQ=MONTHLY;BYDAY=3WE;COUNT=10', { freq: 'MONTHLY', monthly: 'nth' }],
  ['FREQ=YEARLY;UNTIL=20301231', { freq: 'YEARLY', ends: 'until', until: '2030-12-31' }],
];

describe('a rule', () => {
  it.each(cases)('%s is written and read', (text, change) => {
    const rule = { ...base, ...change };
    expect(toRRule(rule, WEDNESDAY)).toBe(text);
    expect(toRRule(parseRRule(text, WEDNESDAY), WEDNESDAY)).toBe(text);
    expect(parseRRule(text, WEDNESDAY).raw).toBeNull();
  });

  it('names the last weekday of a month', () => {
    const rule: Rule = { ...base, freq: 'MONTHLY', monthly: 'last' };
    expect(toRRule(rule, '2026-11-25')).toBe('FREQ=MONTHLY;BYDAY=-1WE;COUNT=10');
    expect(parseRRule('FREQ=MONTHLY;BYDAY=-1WE;COUNT=10', '2026-11-25').monthly).toBe('last');
  });

  it('puts weekdays in order and falls back to the day of the event', () => {
    expect(toRRule({ ...base, weekdays: [4, 0] }, WEDNESDAY)).toContain('BYDAY=MO,FR');
    expect(toRRule({ ...base, weekdays: [] }, WEDNESDAY)).toContain('BYDAY=WE');
    expect(parseRRule('FREQ=WEEKLY;COUNT=2', WEDNESDAY).weekdays).toEqual([2]);
  });

  it('reads an end that is a moment in the zone of the theatre', () => {
    expect(parseRRule('FREQ=DAILY;UNTIL=20261130T220000Z', WEDNESDAY).until).toBe('2026-12-01');
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=2TU;COUNT=3',
    'FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3',
    'FREQ=WEEKLY;BYDAY=WE;BYSETPOS=1;COUNT=3',
    'FREQ=WEEKLY;BYDAY=WE',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=3',
    'FREQ=HOURLY;COUNT=3',
    'FREQ=WEEKLY;WKST=SU;COUNT=3',
    'nonsense',
  ])('%s stays as an expert wrote it', (text) => {
    expect(parseRRule(text, WEDNESDAY).raw).toBe(text);
    expect(toRRule(parseRRule(text, WEDNESDAY), WEDNESDAY)).toBe(text);
  });

  it('drops the name that calendars write before it', () => {
    expect(toRRule({ ...base, raw: ' RRULE:FREQ=DAILY;COUNT=2 ' }, WEDNESDAY)).toBe('FREQ=DAILY;COUNT=2');
  });

  it('follows the day of the event', () => {
    expect(moved(base, WEDNESDAY, '2026-11-20').weekdays).toEqual([4]);
    expect(moved({ ...base, weekdays: [2, 4] }, WEDNESDAY, '2026-11-19').weekdays).toEqual([2, 4]);
    expect(moved(base, '2026-11-20', WEDNESDAY).weekdays).toEqual([2]);
  });

  it('is complete when it can end', () => {
    expect(isComplete(base)).toBe(true);
    expect(isComplete({ ...base, ends: 'until', until: null })).toBe(false);
    expect(isComplete({ ...base, weekdays: [] })).toBe(false);
    expect(isComplete({ ...base, raw: ' ' })).toBe(false);
  });
});

describe('a weekday of a month', () => {
  it('is counted', () => {
    expect(nthOf('2026-11-01')).toBe(1);
    expect(nthOf('2026-11-18')).toBe(3);
    expect(isLastOfKind('2026-11-25')).toBe(true);
    expect(isLastOfKind('2026-11-18')).toBe(false);
  });
});
