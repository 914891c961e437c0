import type { EventRow } from '../types';

/** An event for tests: «Чайка» on 18 November, 19:00–21:45, with its tails. */
export function eventRow(change: Partial<EventRow> = {}): EventRow {
  return {
    id: 1,
    version: 1,
    title: 'Чайка',
    event_type: 'performance',
    status: 'planned',
    starts_at: '2026-11-18T16:00:00Z',
    ends_at: '2026-11-18T18:45:00Z',
    busy_from: '2026-11-18T12:00:00Z',
    busy_to: '2026-11-18T20:15:00Z',
    setup_minutes: 240,
    strike_minutes: 90,
    stage_ready_at: '2026-11-18T15:00:00Z',
    timezone: 'Europe/Moscow',
    venue: { id: 1, name: 'Основная сцена' },
    performance: { id: 1, title: 'Чайка' },
    department: null,
    color: null,
    is_public: true,
    is_locked: false,
    overridden: false,
    series_id: null,
    is_exception: false,
    tour_city: null,
    tour_venue_name: null,
    deleted_at: null,
    people: { total: 0, confirmed: 0, declined: 0, waiting: 0, open: 0 },
    calls: [],
    ...change,
  };
}
