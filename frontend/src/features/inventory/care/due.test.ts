import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween } from './due';

describe('addMonths', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2025-11-14', 6, '2026-05-14'],
    ['2025-05-15', 240, '2045-05-15'],
  ])('%s and %i months is %s', (day, months, due) => {
    expect(addMonths(day, months)).toBe(due);
  });
});

it('crosses months, years and changes of the clock', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-11-21', '2026-11-12')).toBe(-9);
});
