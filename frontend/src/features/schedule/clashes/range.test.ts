import { describe, expect, it } from 'vitest';
import type { Clash } from '../types';
import { gather, groupByDay, rangeEnd, seasonEnd, stretches } from './range';

const clash = (id: number, starts_at: string): Clash => ({
  kind: 'person',
  severity: 'hard',
  reason: 'busy',
  starts_at,
  ends_at: starts_at,
  events: [
    {
      id,
      title: 'Гамлет',
      event_type: 'rehearsal',
      starts_at,
      ends_at: starts_at,
      venue: null,
    },
  ],
  venue: null,
  person: { id: 7, name: 'Иванова Е. П.' },
  item: null,
  needed: null,
  available: null,
  gap_minutes: null,
  overridden: false,
});

describe('the season', () => {
  it('ends with July', () => {
    expect(seasonEnd('2026-11-18')).toBe('2027-07-31');
    expect(seasonEnd('2027-07-31')).toBe('2027-07-31');
    expect(seasonEnd('2027-08-01')).toBe('2028-07-31');
  });
});

describe('a range', () => {
  it('ends before its last day', () => {
    expect(rangeEnd('2026-11-18', 'two_weeks')).toBe('2026-12-02');
    expect(rangeEnd('2026-11-01', 'month')).toBe('2026-12-01');
    expect(rangeEnd('2026-11-18', 'season')).toBe('2027-08-01');
  });

  it('is asked for in stretches that follow one another', () => {
    expect(stretches('2026-11-18', 'two_weeks')).toHaveLength(1);
    const season = stretches('2026-11-18', 'season');
    expect(season).toHaveLength(3);
    expect(season[0]?.to).toBe(season[1]?.from);
    expect(season[1]?.to).toBe(season[2]?.from);
    expect(season[2]?.to).toBe('2027-07-31T21:00:00Z');
    expect(stretches('2027-07-31', 'season')).toHaveLength(1);
  });
});

describe('clashes of several answers', () => {
  it('come once each, by time', () => {
    const a = clash(1, '2026-11-20T08:00:00Z');
    const b = clash(2, '2026-11-18T08:00:00Z');
    expect(gather([[a], [a, b]])).toEqual([b, a]);
    expect(groupByDay(gather([[a], [a, b]]), (one) => one.starts_at.slice(0, 10))).toEqual([
      ['2026-11-18', [b]],
      ['2026-11-20', [a]],
    ]);
  });
});
