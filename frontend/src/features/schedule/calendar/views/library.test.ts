import { describe, expect, it } from 'vitest';
import { wallMinutes } from '../../time';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import { droppedAt, libraryEvents, payloadOf } from './library';

describe('what the library draws', () => {
  it('keeps a night with its day and lets a tour go on', () => {
    const night = eventRow({ ends_at: '2026-11-18T22:30:00Z' });
    const tour = eventRow({ id: 2, ends_at: '2026-11-21T18:00:00Z' });
    const [one, two] = libraryEvents([night, tour].map(toCalendarEvent), new Map([[2, 'hard']]));
    expect(one).toMatchObject({ start: '2026-11-18 19:00:00', end: '2026-11-18 23:59:59' });
    expect(two?.end).toBe('2026-11-21 21:00:00');
    expect(two && payloadOf(two)?.clash).toBe('hard');
  });

  it('lands with its own length, the night included', () => {
    const night = toCalendarEvent(eventRow({ ends_at: '2026-11-18T22:30:00Z' }));
    expect(droppedAt(night, '2026-11-20 19:00:00', wallMinutes)).toEqual({
      start: wallMinutes('2026-11-20 19:00:00'),
      end: wallMinutes('2026-11-21 01:30:00'),
    });
  });
});
