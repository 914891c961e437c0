import { describe, expect, it } from 'vitest';
import type { CallOut, EventOut } from '@/api/gen';
import { eventRow } from '../calendar/fixture';
import { toBody, toCheck } from './bodies';
import { withDate, withStart } from './changes';
import {
  copyOf,
  draftOf,
  type EventDraft,
  effective,
  type Facts,
  NEVER_READY,
  newDraft,
  validate,
  zoneOf,
} from './draft';
import { firstRule } from './recurrence';

const MOSCOW = 'Europe/Moscow';
const BERLIN = 'Europe/Berlin';
const plain: Facts = { zone: MOSCOW, tails: null, duration: null };
const usual: Facts = {
  zone: MOSCOW,
  tails: { setup_minutes: 240, strike_minutes: 120, ready_minutes: 60 },
  duration: 165,
};

const call: CallOut = {
  id: 5,
  version: 1,
  person: { id: 9, short_name: 'Иванова Е. П.' },
  role: 'Аркадина',
  department: null,
  call_at: '2026-11-18T14:00:00Z',
  status: 'confirmed',
  decline_reason: null,
  comment: null,
  responded_at: null,
  call_version: 1,
  responded_version: 1,
  answered_call_at: null,
  asked_again: false,
};

function saved(change: Partial<EventOut> = {}): EventOut {
  return {
    ...eventRow(),
    description: null,
    cancel_reason: null,
    override: null,
    original_start: null,
    series: null,
    participants: [call],
    inventory: [],
    conflicts: [],
    created_at: '2026-11-01T10:00:00Z',
    created_by: null,
    updated_at: '2026-11-01T10:00:00Z',
    updated_by: null,
    ...change,
  };
}

const draft = (change: Partial<EventDraft> = {}): EventDraft => ({
  ...newDraft({ starts: '2026-11-18T16:00:00Z', type: 'performance', performance: 1 }, MOSCOW),
  ...change,
});

describe('a new event', () => {
  it('takes its place from the address', () => {
    const made = newDraft({ starts: '2026-11-18T16:00:00Z', ends: '2026-11-18T17:30:00Z', venue: 3 }, MOSCOW);
    expect(made).toMatchObject({ date: '2026-11-18', start: '19:00', end: '20:30', venue_id: 3 });
    expect(newDraft({ starts: '2026-11-18T16:00:00Z' }, BERLIN).start).toBe('17:00');
  });

  it('lasts and is set up as its title usually is', () => {
    const now = effective(draft(), usual);
    expect(now).toMatchObject({ end: '21:45', setup: 240, strike: 120, ready: 60, open: true });
    const body = toBody(draft(), usual);
    expect(body).toMatchObject({
      starts_at: '2026-11-18T16:00:00Z',
      ends_at: '2026-11-18T18:45:00Z',
      setup_minutes: 240,
      stage_ready_at: '2026-11-18T15:00:00Z',
      title: null,
      rrule: null,
    });
  });

  it('keeps what was typed over what is usual', () => {
    const typed = draft({ end: '01:30', setup_minutes: 0, ready: NEVER_READY });
    expect(toBody(typed, usual)).toMatchObject({
      ends_at: '2026-11-18T22:30:00Z',
      setup_minutes: 0,
      strike_minutes: 120,
      stage_ready_at: null,
    });
    // The usual moment does not fit a shorter set-up: it is left out, not refused.
    expect(effective(draft({ setup_minutes: 30 }), usual).ready).toBeNull();
    expect(validate(draft({ setup_minutes: 30 }), usual)).toEqual({});
  });

  it('is open to everybody when it is a show', () => {
    expect(effective(draft({ event_type: 'rehearsal' }), plain).open).toBe(false);
    expect(toBody(draft({ is_public: false }), plain)?.is_public).toBe(false);
  });
});

describe('what the form refuses', () => {
  it('is a time that the clock skips', () => {
    const night = draft({ date: '2026-03-29', start: '02:30', end: '05:00' });
    expect(Object.keys(validate(night, { ...plain, zone: BERLIN }))).toEqual(['start']);
    expect(validate(night, plain)).toEqual({});
    const end = draft({ date: '2026-03-28', start: '22:00', end: '02:15' });
    expect(Object.keys(validate(end, { ...plain, zone: BERLIN }))).toEqual(['end']);
  });

  it('is a missing day and an unreadable time', () => {
    expect(Object.keys(validate(draft({ date: null, start: 'вечером' }), plain)).toSorted()).toEqual([
      'date',
      'start',
    ]);
  });

  it('is a last day before the first, or a month later', () => {
    const tour = draft({ event_type: 'tour', end: '12:00' });
    expect(validate({ ...tour, endDate: '2026-11-17' }, plain)).toHaveProperty('endDate');
    expect(validate({ ...tour, endDate: '2027-01-17' }, plain)).toHaveProperty('endDate');
    expect(validate({ ...tour, endDate: '2026-11-25' }, plain)).toEqual({});
  });

  it('is a stage that is ready before the set-up begins', () => {
    expect(validate(draft({ setup_minutes: 60, ready: 90 }), plain)).toHaveProperty('ready');
  });

  it('is an empty call, the same one twice, and one too early', () => {
    const row = { key: 'a', user_id: null, name: null, role: '', department_id: null, lead: null };
    const called = { ...row, user_id: 3, role: 'Чтец' };
    const errors = validate(
      draft({ participants: [row, called, { ...called, key: 'c' }, { ...called, user_id: 4, lead: 900 }] }),
      plain,
    );
    expect(Object.keys(errors)).toEqual([
      'participants.0.role',
      'participants.2.user_id',
      'participants.3.call_at',
    ]);
  });
});

describe('a saved event', () => {
  it('comes back as it went', () => {
    const body = toBody(draftOf(saved(), MOSCOW), plain);
    expect(body).toMatchObject({
      title: null,
      starts_at: '2026-11-18T16:00:00Z',
      ends_at: '2026-11-18T18:45:00Z',
      setup_minutes: 240,
      strike_minutes: 90,
      stage_ready_at: '2026-11-18T15:00:00Z',
      timezone: null,
      participants: [{ user_id: 9, role: 'Аркадина', department_id: null, call_at: '2026-11-18T14:00:00Z' }],
    });
  });

  it('keeps a clock of its own', () => {
    const abroad = saved({ timezone: BERLIN });
    expect(draftOf(abroad, MOSCOW)).toMatchObject({ start: '17:00', timezone: BERLIN });
    expect(zoneOf(draftOf(abroad, MOSCOW), [])).toBe(BERLIN);
    expect(zoneOf({ timezone: null, venue_id: 2 }, [{ id: 2, timezone: BERLIN }])).toBe(BERLIN);
  });

  it('takes its calls along when it moves', () => {
    const before = draftOf(saved(), MOSCOW);
    const moved = { ...before, ...withDate(before, '2026-11-20') };
    const later = { ...moved, ...withStart(moved, '20:00') };
    expect(later.end).toBe('22:45');
    expect(toBody(later, plain)?.participants?.[0]?.call_at).toBe('2026-11-20T15:00:00Z');
  });

  it('lasts for days where it may', () => {
    const tour = saved({ event_type: 'tour', ends_at: '2026-11-22T09:00:00Z' });
    expect(draftOf(tour, MOSCOW)).toMatchObject({ end: '12:00', endDate: '2026-11-22' });
    expect(toBody(draftOf(tour, MOSCOW), plain)?.ends_at).toBe('2026-11-22T09:00:00Z');
  });

  it('is copied without its day, its lock and its series', () => {
    const series = {
      id: 1,
      rrule: 'FREQ=DAILY;COUNT=2',
      text: '',
      count: 2,
      reach: { following: 2, all: 2, following_changed: 2, all_changed: 2 },
    };
    const copy = copyOf(saved({ is_locked: true, status: 'cancelled', series }), MOSCOW, {});
    expect(copy).toMatchObject({ date: null, is_locked: false, status: 'planned', rule: null });
    expect(copy.participants).toHaveLength(1);
  });
});

describe('what is asked while one types', () => {
  it('leaves out what is not whole', () => {
    const row = { key: 'a', user_id: null, name: null, role: 'Чтец', department_id: null, lead: null };
    const asked = toCheck(
      draft({
        participants: [row, { ...row, user_id: 3 }, { ...row, user_id: 3 }],
        rule: { ...firstRule('2026-11-18'), weekdays: [] },
      }),
      plain,
      null,
    );
    expect(asked?.participants).toHaveLength(1);
    expect(asked?.rrule).toBeNull();
    expect(toCheck(draft({ date: null }), plain, null)).toBeNull();
  });

  it('names the saved event and how far the change reaches', () => {
    expect(toCheck(draft(), plain, { id: 4, scope: 'following' })).toMatchObject({
      event_id: 4,
      scope: 'following',
    });
  });
});

describe('a rule of repetition', () => {
  it('follows the day', () => {
    const weekly = draft({ rule: firstRule('2026-11-18') });
    expect(toBody(weekly, plain)?.rrule).toBe('FREQ=WEEKLY;BYDAY=WE;COUNT=10');
    const friday = { ...weekly, ...withDate(weekly, '2026-11-20') };
    expect(toBody(friday, plain)?.rrule).toBe('FREQ=WEEKLY;BYDAY=FR;COUNT=10');
  });
});
