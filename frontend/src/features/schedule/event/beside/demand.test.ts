import { describe, expect, it } from 'vitest';
import type { ItemEvent } from '@/api/gen';
import { demandByDay, STRIP_DAYS } from './demand';

const booking = (starts_at: string, quantity: number): ItemEvent => ({
  kind: 'needed',
  quantity,
  event: {
    id: quantity,
    title: 'Чайка',
    event_type: 'performance',
    starts_at,
    ends_at: starts_at,
    venue: null,
  },
});

describe('the demand of two weeks', () => {
  it("adds what one evening asks for, on the theatre's days", () => {
    const days = demandByDay(
      [
        booking('2026-11-18T16:00:00Z', 18),
        booking('2026-11-18T20:30:00Z', 16),
        booking('2026-11-18T21:30:00Z', 2),
      ],
      '2026-11-18',
    );
    expect(days).toHaveLength(STRIP_DAYS);
    expect(days.slice(0, 3).map(({ quantity }) => quantity)).toEqual([34, 2, 0]);
  });
});
