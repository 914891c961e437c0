import { describe, expect, it } from 'vitest';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import { monthGrid } from '../period';
import { CELL_REST, inOrder, LINE, monthLines } from './month-lines';

const GRID = monthGrid('2026-11-18');
const at = (id: number, hour: number, change: Parameters<typeof eventRow>[0] = {}) =>
  toCalendarEvent(
    eventRow({
      id,
      event_type: 'rehearsal',
      starts_at: `2026-11-18T${String(hour).padStart(2, '0')}:00:00Z`,
      ends_at: `2026-11-18T${String(hour + 1).padStart(2, '0')}:00:00Z`,
      ...change,
    }),
  );
/** A day as a repertory theatre has it: three rehearsals before the show of the evening. */
const DAY = [
  at(1, 7),
  at(2, 8),
  at(3, 9),
  at(4, 16, { event_type: 'performance' }),
  at(5, 15, { event_type: 'premiere' }),
];
const weeks = GRID.days / 7;

describe('a month', () => {
  it('names shows first, then premieres, then the rest; what is cancelled last', () => {
    const off = at(6, 6, { event_type: 'performance', status: 'cancelled' });
    expect(inOrder([off, ...DAY]).map(({ id }) => id)).toEqual([4, 5, 1, 2, 3, 6]);
  });

  it('gives a full week the height that the others do not need', () => {
    const height = weeks * (CELL_REST + 3 * LINE);
    const { shown, hidden, heights } = monthLines(DAY, GRID, height);
    expect(shown).toHaveLength(5);
    expect(hidden.size).toBe(0);
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(height);
  });

  it('says how many more there are only where a day is full, and never hides the show', () => {
    const { shown, hidden } = monthLines(DAY, GRID, weeks * (CELL_REST + LINE));
    expect(shown.map(({ id }) => id)).toEqual([4]);
    expect(hidden.get('2026-11-18')?.map(({ id }) => id)).toEqual([5, 1, 2, 3]);
  });

  it('draws all of it on paper', () => {
    expect(monthLines(DAY, GRID, null).hidden.size).toBe(0);
  });

  it('keeps a tour in one piece above the days it covers', () => {
    const tour = at(9, 7, { event_type: 'tour', ends_at: '2026-11-21T18:00:00Z' });
    expect(monthLines([...DAY, tour], GRID, null).shown[0]?.id).toBe(9);
  });
});
