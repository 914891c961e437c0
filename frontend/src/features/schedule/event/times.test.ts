import { describe, expect, it } from 'vitest';
import {
  daysLater,
  exists,
  instantBefore,
  leadOf,
  leadOfInstant,
  lengthOf,
  parseClock,
  parseLength,
  parseTail,
  timeAfter,
  timeBefore,
  wallSpan,
} from './times';

const MOSCOW = 'Europe/Moscow';
const BERLIN = 'Europe/Berlin';

describe('a typed time', () => {
  it.each([
    ['19:00', '19:00'],
    ['1930', '19:30'],
    ['19.05', '19:05'],
    ['7', '07:00'],
    ['730', '07:30'],
    [' 23 59 ', '23:59'],
  ])('%s is %s', (typed, time) => expect(parseClock(typed)).toBe(time));

  it.each(['', '24:00', '12:60', 'noon', '12345'])('%s is none', (typed) =>
    expect(parseClock(typed)).toBeNull(),
  );
});

describe('a typed length', () => {
  it.each([
    ['4', 240],
    ['90', 90],
    ['4:30', 270],
    ['4 ч', 240],
    ['4,5 ч', 270],
    ['4 ч 30 мин', 270],
    ['1 ч 5', 65],
    ['45 мин', 45],
    ['2h 15m', 135],
    ['', 0],
    ['0', 0],
  ])('%s is %i minutes', (typed, minutes) => expect(parseLength(typed)).toBe(minutes));

  it.each([
    ['до 04:00', '01:30', 150],
    ['до 4', '22:10', 350],
    ['until 0:30', '22:10', 140],
    ['1 ч 30 мин', '22:10', 90],
    ['3', '22:10', 180],
  ])('%s after %s is %i minutes of strike', (typed, time, minutes) =>
    expect(parseTail(typed, { edge: 'after', time })).toBe(minutes),
  );

  it('is told of a set-up by the hour it begins at', () => {
    expect(parseTail('с 10:00', { edge: 'before', time: '19:00' })).toBe(540);
    expect(parseTail('до 10:00', { edge: 'before', time: '19:00' })).toBeNull();
    expect(parseTail('до ночи', { edge: 'after', time: '19:00' })).toBeNull();
  });

  it.each(['долго', 'ч', '-3'])('%s is none', (typed) => expect(parseLength(typed)).toBeNull());
});

describe('the span of an event', () => {
  const day = { date: '2026-11-18', start: '19:00', end: '22:10', endDate: null };

  it('ends on its day', () => {
    expect(wallSpan(day)).toEqual({ from: '2026-11-18 19:00:00', to: '2026-11-18 22:10:00' });
  });

  it('passes midnight when the end is not after the start', () => {
    const span = wallSpan({ ...day, end: '01:30' });
    expect(span).toEqual({ from: '2026-11-18 19:00:00', to: '2026-11-19 01:30:00' });
    expect(span && daysLater(span)).toBe(1);
    expect(span && lengthOf(span, MOSCOW)).toBe(390);
    expect(wallSpan({ ...day, end: '19:00' })?.to).toBe('2026-11-19 19:00:00');
  });

  it('lasts for days where the end has a day of its own', () => {
    const span = wallSpan({ ...day, end: '12:00', endDate: '2026-11-22' });
    expect(span?.to).toBe('2026-11-22 12:00:00');
    expect(span && daysLater(span)).toBe(4);
  });

  it('is none while something is missing', () => {
    expect(wallSpan({ ...day, date: null })).toBeNull();
    expect(wallSpan({ ...day, end: 'x' })).toBeNull();
  });

  it('is told by a stopwatch over a change of the clocks', () => {
    const spring = wallSpan({ date: '2026-03-28', start: '22:00', end: '04:00', endDate: null });
    const autumn = wallSpan({ date: '2026-10-24', start: '22:00', end: '04:00', endDate: null });
    expect(spring && lengthOf(spring, BERLIN)).toBe(300);
    expect(autumn && lengthOf(autumn, BERLIN)).toBe(420);
  });
});

describe('a time that the clock skips', () => {
  it('does not exist', () => {
    expect(exists('2026-03-29 02:30:00', BERLIN)).toBe(false);
    expect(exists('2026-03-29 03:00:00', BERLIN)).toBe(true);
    expect(exists('2026-03-29 02:30:00', MOSCOW)).toBe(true);
    expect(exists('2026-10-25 02:30:00', BERLIN)).toBe(true);
  });
});

describe('a time before the start', () => {
  const show = { from: '2026-11-18 19:00:00', to: '2026-11-18 22:10:00' };

  it('is counted in minutes and told on the clock', () => {
    expect(leadOf('17:30', show)).toBe(90);
    expect(timeBefore('19:00', 90)).toBe('17:30');
    expect(leadOf('20:00', show)).toBe(-60);
    expect(timeBefore('00:30', 60)).toBe('23:30');
    expect(timeAfter('22:00', 210)).toBe('01:30');
  });

  it('is the evening before when later would be after the end', () => {
    expect(leadOf('23:00', { from: '2026-11-19 09:00:00', to: '2026-11-19 12:00:00' })).toBe(600);
    expect(leadOf('23:30', { from: '2026-11-18 19:00:00', to: '2026-11-19 01:30:00' })).toBe(-270);
  });

  it('goes to an instant and back', () => {
    const instant = instantBefore(show.from, 90, MOSCOW);
    expect(instant).toBe('2026-11-18T14:30:00Z');
    expect(leadOfInstant(instant, show.from, MOSCOW)).toBe(90);
  });
});
