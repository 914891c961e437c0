import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLanguage } from '@/i18n';
import { monthGrid, monthLong, periodOf, periodTitle, stepOf } from './period';

describe('a period', () => {
  it('covers what a view shows', () => {
    expect(periodOf('day', '2026-11-18')).toEqual({ from: '2026-11-18', days: 1 });
    expect(periodOf('week', '2026-11-18')).toEqual({ from: '2026-11-16', days: 7 });
    expect(periodOf('month', '2026-11-18')).toEqual({ from: '2026-11-01', days: 30 });
    expect(periodOf('list', '2026-11-18')).toEqual({ from: '2026-11-18', days: 28 });
    expect(monthGrid('2026-11-18')).toEqual({ from: '2026-10-26', days: 42 });
    expect(monthGrid('2027-02-10')).toEqual({ from: '2027-02-01', days: 28 });
  });

  it('goes on and back', () => {
    expect(stepOf('day', '2026-11-30', 1)).toBe('2026-12-01');
    expect(stepOf('week', '2026-11-18', -1)).toBe('2026-11-11');
    expect(stepOf('month', '2026-01-31', 1)).toBe('2026-02-01');
  });

  describe('is named', () => {
    beforeAll(() => changeLanguage('ru'));
    afterAll(() => changeLanguage('ru'));

    it('in Russian', () => {
      expect(periodTitle('week', '2026-11-18')).toBe('16–22 ноября 2026');
      expect(periodTitle('month', '2026-11-18')).toBe('Ноябрь 2026');
      expect(periodTitle('day', '2026-11-18')).toBe('среда, 18 ноября 2026');
      expect(monthLong('2026-11-18')).toBe('Ноябрь 2026');
    });

    it('in English', async () => {
      await changeLanguage('en');
      expect(periodTitle('week', '2026-11-18')).toBe('16–22 November 2026');
    });
  });
});
