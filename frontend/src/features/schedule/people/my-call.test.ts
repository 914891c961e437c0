import { describe, expect, it } from 'vitest';
import type { MyCall } from '@/api/gen';
import { byDay, dayOfCall, joined, markOf, newestVersion, stateOf } from './my-call';

const NOW = Date.parse('2026-11-18T10:00:00Z');

function call(change: Partial<MyCall> = {}): MyCall {
  return {
    id: 1,
    event: {
      id: 7,
      title: 'Чайка',
      event_type: 'performance',
      starts_at: '2026-11-18T16:00:00Z',
      ends_at: '2026-11-18T19:10:00Z',
      venue: { id: 1, name: 'Основная сцена' },
    },
    event_status: 'planned',
    description: null,
    cancel_reason: null,
    timezone: 'Europe/Moscow',
    place: 'Основная сцена',
    role: 'Аркадина',
    call_at: '2026-11-18T14:00:00Z',
    until: '2026-11-18T19:10:00Z',
    status: 'invited',
    decline_reason: null,
    comment: null,
    responded_at: null,
    call_version: 1,
    asked_again: false,
    previous_call_at: null,
    planner: null,
    ...change,
  };
}

describe('a call', () => {
  it('waits until it is over, unless the event is off', () => {
    expect(stateOf(call(), NOW)).toBe('waiting');
    expect(stateOf(call({ until: '2026-11-18T09:00:00Z' }), NOW)).toBe('past');
    expect(stateOf(call({ status: 'confirmed' }), NOW)).toBe('confirmed');
    expect(stateOf(call({ status: 'confirmed', event_status: 'cancelled' }), NOW)).toBe('cancelled');
  });

  it('belongs to the day on which one comes, on the clock of the place', () => {
    expect(dayOfCall(call({ call_at: '2026-11-18T21:30:00Z' }))).toBe('2026-11-19');
    expect(dayOfCall(call({ call_at: '2026-11-18T21:30:00Z', timezone: 'Europe/Berlin' }))).toBe(
      '2026-11-18',
    );
  });

  it('marks its day', () => {
    expect(markOf([call(), call({ status: 'confirmed' })], '2026-11-18', NOW)).toBe('waiting');
    expect(markOf([call({ status: 'confirmed' })], '2026-11-18', NOW)).toBe('answered');
    expect(markOf([call({ status: 'declined' })], '2026-11-18', NOW)).toBe('none');
    expect(markOf([call()], '2026-11-19', NOW)).toBe('none');
  });

  it('stands once for two roles at one time, with the newest version', () => {
    const [only, ...rest] = joined([call(), call({ id: 2, role: 'Голос', call_version: 3 })]);
    expect(rest).toEqual([]);
    expect(only?.role).toBe('Аркадина, Голос');
    expect(only?.call_version).toBe(3);
    expect(joined([call(), call({ id: 2, call_at: '2026-11-18T13:00:00Z' })])).toHaveLength(2);
    expect(newestVersion([call(), call({ call_version: 4 })], 7)).toBe(4);
  });

  it('is listed by day, in order', () => {
    const days = byDay([call({ call_at: '2026-11-20T14:00:00Z' }), call()]);
    expect(days.map(([day]) => day)).toEqual(['2026-11-18', '2026-11-20']);
  });
});
