import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenText } from './report-words';

describe('when an event of a file is', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-12-01T09:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told with its year where that is not the present one', () => {
    const at = (year: number) => ({
      starts_at: `${year}-12-10T16:00:00Z`,
      ends_at: `${year}-12-10T19:00:00Z`,
    });
    expect(whenText(at(2026))).toBe('чт, 10 дек, 19:00–22:00');
    expect(whenText(at(2027))).toBe('пт, 10 дек 2027, 19:00–22:00');
  });
});
