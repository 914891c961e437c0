import { afterEach, describe, expect, it } from 'vitest';
import { setTheatreZone } from '@/shared/lib/dates';
import {
  addDays,
  addInstantMinutes,
  addMonths,
  addWallMinutes,
  dayOf,
  daysBetween,
  minutesBetween,
  rangeOfDays,
  snapMinutes,
  timeOf,
  toInstant,
  toWall,
  wallFromMinutes,
  wallMinutes,
  weekdayOf,
  weekStart,
} from './time';

afterEach(() => setTheatreZone(null));

describe('wall time', () => {
  it('is the theatre zone, there and back', () => {
    expect(toWall('2026-11-18T16:00:00Z')).toBe('2026-11-18 19:00:00');
    expect(toInstant('2026-11-18 19:00:00')).toBe('2026-11-18T16:00:00Z');
    setTheatreZone('Asia/Vladivostok');
    expect(toWall('2026-11-18T16:00:00Z')).toBe('2026-11-19 02:00:00');
    expect(toInstant('2026-11-19 02:00:00')).toBe('2026-11-18T16:00:00Z');
  });

  it('takes a zone of its own, of half an hour, too', () => {
    expect(toWall('2026-11-18T16:00:00Z', 'Asia/Kolkata')).toBe('2026-11-18 21:30:00');
    expect(toInstant('2026-11-18 21:30:00', 'Asia/Kolkata')).toBe('2026-11-18T16:00:00Z');
  });

  it('skips the hour that spring takes away', () => {
    const zone = 'Europe/Berlin';
    expect(toInstant('2026-03-29 01:59:00', zone)).toBe('2026-03-29T00:59:00Z');
    expect(toInstant('2026-03-29 02:30:00', zone)).toBe('2026-03-29T01:30:00Z');
    expect(toWall(toInstant('2026-03-29 02:30:00', zone), zone)).toBe('2026-03-29 03:30:00');
    expect(toInstant('2026-03-29 03:00:00', zone)).toBe('2026-03-29T01:00:00Z');
  });

  it('takes the first of the two autumn hours', () => {
    const zone = 'Europe/Berlin';
    expect(toInstant('2026-10-25 02:30:00', zone)).toBe('2026-10-25T00:30:00Z');
    expect(toWall('2026-10-25T00:30:00Z', zone)).toBe('2026-10-25 02:30:00');
    expect(toWall('2026-10-25T01:30:00Z', zone)).toBe('2026-10-25 02:30:00');
    expect(toInstant('2026-10-25 03:00:00', zone)).toBe('2026-10-25T02:00:00Z');
  });

  it('goes there and back for every quarter of a year with both changes', () => {
    const zone = 'America/New_York';
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 4.75 * 3_600_000) {
      const instant = new Date(at).toISOString().replace('.000Z', 'Z');
      const again = toInstant(toWall(instant, zone), zone);
      // Only the repeated hour may come back as its first showing.
      expect([0, 60]).toContain(minutesBetween(again, instant));
    }
  });

  it('keeps a length in real minutes over the change', () => {
    const start = '2026-03-28T22:00:00Z';
    const end = addInstantMinutes(start, 240);
    expect(minutesBetween(start, end)).toBe(240);
    expect(toWall(end, 'Europe/Berlin')).toBe('2026-03-29 04:00:00');
  });
});

describe('reckoning', () => {
  it('adds on the clock and snaps', () => {
    expect(addWallMinutes('2026-11-18 23:30:00', 45)).toBe('2026-11-19 00:15:00');
    expect(wallFromMinutes(wallMinutes('2026-02-28 23:59:00') + 1)).toBe('2026-03-01 00:00:00');
    expect(snapMinutes(67)).toBe(60);
    expect(snapMinutes(68)).toBe(75);
  });

  it('knows days, weeks and months', () => {
    expect(dayOf('2026-11-18 19:00:00')).toBe('2026-11-18');
    expect(timeOf('2026-11-18 19:00:00')).toBe('19:00');
    expect(weekdayOf('2026-11-18')).toBe(2);
    expect(weekStart('2026-11-22')).toBe('2026-11-16');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(daysBetween('2026-11-16', '2026-12-01')).toBe(15);
  });

  it('gives the instants of a row of days', () => {
    expect(rangeOfDays('2026-11-16', 7)).toEqual({
      from: '2026-11-15T21:00:00Z',
      to: '2026-11-22T21:00:00Z',
    });
  });
});
