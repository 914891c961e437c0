import { describe, expect, it } from 'vitest';
import type { Difference, PlanRow } from '@/api/gen';
import { countMarks, monthAfter, planDays, totalMarks } from './lines';

const row = (event_id: number, day: string, hour: number): PlanRow => ({
  event_id,
  day,
  weekday: 1,
  starts_at: `${day}T${String(hour).padStart(2, '0')}:00:00Z`,
  ends_at: `${day}T23:00:00Z`,
  timezone: null,
  title: `Show ${event_id}`,
  event_type: 'performance',
  status: 'planned',
  venue: null,
  performance_id: null,
  city: null,
  tour_venue_name: null,
  age_rating: null,
});

const difference: Difference = {
  added: [row(3, '2026-11-20', 16)],
  removed: [row(9, '2026-11-18', 9)],
  changed: [{ before: row(2, '2026-11-19', 16), after: row(2, '2026-11-20', 12), fields: ['starts_at'] }],
};
const rows = [row(1, '2026-11-18', 16), row(2, '2026-11-20', 12), row(3, '2026-11-20', 16)];

describe('the lines of a plan', () => {
  it('stand by day and hour, what has gone where it stood', () => {
    expect(
      planDays(rows, difference).map(({ day, lines }) => [
        day,
        lines.map(({ row: { event_id }, mark }) => [event_id, mark]),
      ]),
    ).toEqual([
      [
        '2026-11-18',
        [
          [9, 'removed'],
          [1, null],
        ],
      ],
      [
        '2026-11-20',
        [
          [2, 'changed'],
          [3, 'added'],
        ],
      ],
    ]);
  });

  it('carry what stood before', () => {
    const line = planDays(rows, difference)[1]?.lines[0];
    expect(line?.before?.day).toBe('2026-11-19');
    expect(line?.fields).toEqual(['starts_at']);
  });

  it('are unmarked without a comparison, and can be the marked ones only', () => {
    expect(planDays(rows, null).flatMap(({ lines }) => lines.map(({ mark }) => mark))).toEqual([
      null,
      null,
      null,
    ]);
    expect(
      planDays(rows, difference, true).flatMap(({ lines }) => lines.map((line) => line.row.event_id)),
    ).toEqual([9, 2, 3]);
    expect(planDays([], null)).toEqual([]);
  });
});

describe('counts', () => {
  it('of a difference', () => {
    expect(countMarks(difference)).toEqual({ added: 1, removed: 1, changed: 1 });
    expect(totalMarks(difference)).toBe(3);
    expect(totalMarks(null)).toBe(0);
  });
});

describe('months', () => {
  it('go over the year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-11', 0)).toBe('2026-11');
  });
});
