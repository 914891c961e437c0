import { describe, expect, it } from 'vitest';
import { wallMinutes } from '../../time';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import { rowsByPerson, rowsByVenue } from './rows';

const stage = { id: 1, name: 'Основная сцена', about: '500 мест' };
const call = (
  user_id: number | null,
  call_at: string | null = null,
  status: 'invited' | 'declined' = 'invited',
) => ({
  user_id,
  role: null,
  call_at,
  status,
});

describe('rows', () => {
  it('by venue keep those that are no longer offered, and leave out what has none', () => {
    const events = [
      eventRow(),
      eventRow({ id: 2, venue: { id: 7, name: 'Старый зал' } }),
      eventRow({ id: 3, venue: null }),
    ].map(toCalendarEvent);
    const rows = rowsByVenue([stage, { id: 2, name: 'Зал', about: null }], events);
    expect(rows.map(({ name, spans }) => [name, spans.map(({ event }) => event.id)])).toEqual([
      ['Основная сцена', [1]],
      ['Зал', []],
      ['Старый зал', [2]],
    ]);
  });

  it('by person begin with the call, join two roles in one event and free who declined', () => {
    const event = toCalendarEvent(
      eventRow({
        calls: [call(4), call(4, '2026-11-18T14:30:00Z'), call(5, null, 'declined'), call(null)],
      }),
    );
    const people = [
      { id: 4, name: 'Иванова', about: null },
      { id: 5, name: 'Петров', about: null },
    ];
    const [first, second] = rowsByPerson(people, [event]);
    expect(first?.spans).toHaveLength(1);
    expect(first?.spans[0]).toMatchObject({
      busyFrom: wallMinutes('2026-11-18 17:30:00'),
      start: wallMinutes('2026-11-18 19:00:00'),
      busyTo: wallMinutes('2026-11-18 21:45:00'),
    });
    expect(second?.spans).toEqual([]);
  });
});
