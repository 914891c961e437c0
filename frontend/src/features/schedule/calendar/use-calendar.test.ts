import { describe, expect, it } from 'vitest';
import type { Clash } from '../types';
import { clashMap } from './use-calendar';

function clash(ids: number[], change: Partial<Clash> = {}): Clash {
  return {
    kind: 'venue',
    severity: 'hard',
    reason: 'busy',
    starts_at: '2026-11-18T16:00:00Z',
    ends_at: '2026-11-18T17:00:00Z',
    events: ids.map((id) => ({
      id,
      title: 'Чайка',
      event_type: 'performance',
      starts_at: '2026-11-18T16:00:00Z',
      ends_at: '2026-11-18T18:00:00Z',
      venue: null,
    })),
    venue: null,
    person: null,
    item: null,
    needed: null,
    available: null,
    gap_minutes: null,
    overridden: false,
    ...change,
  };
}

describe('marks of conflicts', () => {
  it('take the worst, and only warn of what was accepted', () => {
    const marks = clashMap([
      clash([1, 2], { overridden: true }),
      clash([2, 3]),
      clash([3], { severity: 'soft' }),
      clash([4], { severity: 'soft' }),
    ]);
    expect([...marks].sort()).toEqual([
      [1, 'soft'],
      [2, 'hard'],
      [3, 'hard'],
      [4, 'soft'],
    ]);
  });
});
