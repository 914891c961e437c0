import { afterEach, describe, expect, it } from 'vitest';
import { setTheatreZone } from '@/shared/lib/dates';
import { wallMinutes } from '../../time';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import { instantsOf, moveBody, optimistic } from './change';

afterEach(() => setTheatreZone(null));
const stage = { id: 1, name: 'Основная сцена' };

describe('a move', () => {
  it('carries the length and leaves the venue out when it stays', () => {
    const event = toCalendarEvent(eventRow());
    const start = event.start + 1440;
    expect(moveBody({ event, start, end: event.end + 1440, venue: stage })).toEqual({
      starts_at: '2026-11-19T16:00:00Z',
      ends_at: '2026-11-19T18:45:00Z',
    });
    expect(moveBody({ event, start: event.start, end: event.end, venue: null }).venue_id).toBeNull();
    expect(
      moveBody({ event, start: event.start, end: event.end, venue: { id: 2, name: 'Малая' } }).venue_id,
    ).toBe(2);
  });

  it('stretches one end and leaves the other as it was, to the second', () => {
    const event = toCalendarEvent(eventRow({ starts_at: '2026-11-18T16:07:00Z' }));
    expect(instantsOf({ event, start: event.start, end: event.end + 15 })).toEqual({
      starts_at: '2026-11-18T16:07:00Z',
      ends_at: '2026-11-18T19:00:00Z',
    });
  });

  it('keeps real hours over a change of clocks', () => {
    setTheatreZone('Europe/Berlin');
    const event = toCalendarEvent(
      eventRow({ starts_at: '2026-03-27T22:00:00Z', ends_at: '2026-03-28T03:00:00Z' }),
    );
    const start = wallMinutes('2026-03-28 23:00:00');
    expect(instantsOf({ event, start, end: start + (event.end - event.start) })).toEqual({
      starts_at: '2026-03-28T22:00:00Z',
      ends_at: '2026-03-29T03:00:00Z',
    });
  });

  it('takes the ready stage along on screen', () => {
    const event = toCalendarEvent(eventRow());
    expect(optimistic({ event, start: event.start + 60, end: event.end + 60, venue: stage })).toMatchObject({
      starts_at: '2026-11-18T17:00:00Z',
      stage_ready_at: '2026-11-18T16:00:00Z',
      venue: stage,
    });
  });
});
