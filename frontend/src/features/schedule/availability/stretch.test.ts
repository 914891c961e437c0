import { describe, expect, it } from 'vitest';
import { faultOf, instantsOf, isWhole, newStretch, stretchOf } from './stretch';

describe('a stretch of whole days', () => {
  it('goes from midnight to the midnight after its last day', () => {
    const stretch = { ...newStretch('2026-11-18'), toDay: '2026-11-20' };
    const saved = instantsOf(stretch);
    expect(saved).toEqual({ starts_at: '2026-11-17T21:00:00Z', ends_at: '2026-11-20T21:00:00Z' });
    expect(isWhole(saved)).toBe(true);
    expect(stretchOf(saved)).toEqual(stretch);
  });
});

describe('a stretch of hours', () => {
  it('keeps its hours both ways', () => {
    const stretch = {
      whole: false,
      fromDay: '2026-11-18',
      fromTime: '09:30',
      toDay: '2026-11-19',
      toTime: '14:00',
    };
    const saved = instantsOf(stretch);
    expect(saved).toEqual({ starts_at: '2026-11-18T06:30:00Z', ends_at: '2026-11-19T11:00:00Z' });
    expect(isWhole(saved)).toBe(false);
    expect(stretchOf(saved)).toEqual(stretch);
  });
});

describe('a fault', () => {
  const day = newStretch('2026-11-18');
  it('is an end before the start', () => {
    expect(faultOf(day)).toBeNull();
    expect(faultOf({ ...day, toDay: '2026-11-17' })).toBe('order');
    expect(faultOf({ ...day, whole: false, toTime: '10:00' })).toBe('order');
    expect(faultOf({ ...day, whole: false, toTime: '10:15' })).toBeNull();
  });
  it('is a missing time, but not of whole days', () => {
    expect(faultOf({ ...day, whole: false, toTime: '' })).toBe('time');
    expect(faultOf({ ...day, toTime: '' })).toBeNull();
  });
});
