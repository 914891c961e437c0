import { describe, expect, it } from 'vitest';
import type { SheetBlock, SheetCall, SheetEvent } from '@/api/gen';
import { answerOf, byTime, countsOf, hasPhones, isComplete, summaryOf, tellsAnswers } from './reading';

let next = 1;
const call = (at: string, name: string | null, rest: Partial<SheetCall> = {}): SheetCall => ({
  call_id: next++,
  role: null,
  person: name === null ? null : { id: name.length, name },
  phone: null,
  call_at: `2026-11-18T${at}:00Z`,
  status: name === null ? null : 'confirmed',
  asked_again: false,
  previous_call_at: null,
  comment: null,
  ...rest,
});

const block = (calls: SheetCall[], confirmed: number | null): SheetBlock => ({
  artists: false,
  department: { id: 1, name: 'Свет' },
  total: calls.length,
  open: calls.filter(({ person }) => person === null).length,
  confirmed,
  waiting: confirmed === null ? null : 0,
  declined: confirmed === null ? null : 0,
  calls,
});

const event = (id: number, blocks: SheetBlock[]): SheetEvent => ({
  event: {
    id,
    title: 'Чайка',
    event_type: 'performance',
    starts_at: '2026-11-18T16:00:00Z',
    ends_at: '2026-11-18T19:00:00Z',
    venue: null,
    status: 'planned',
  },
  version: 1,
  timezone: null,
  tour_city: null,
  tour_venue_name: null,
  cancel_reason: null,
  setup_from: null,
  stage_ready_at: null,
  strike_to: null,
  blocks,
  things: { reserved: 0 },
});

describe('an answer', () => {
  it('is told in one word', () => {
    expect(answerOf(call('10:00', null))).toBe('open');
    expect(answerOf(call('10:00', 'A', { status: null }))).toBe('untold');
    expect(answerOf(call('10:00', 'A', { status: 'invited' }))).toBe('waiting');
    expect(answerOf(call('10:00', 'A', { status: 'invited', asked_again: true }))).toBe('again');
    expect(answerOf(call('10:00', 'A', { status: 'declined' }))).toBe('declined');
    expect(answerOf(call('10:00', 'A'))).toBe('confirmed');
  });
});

describe('a block', () => {
  it('is complete when everybody comes and no role is open', () => {
    expect(isComplete(block([call('10:00', 'A')], 1))).toBe(true);
    expect(isComplete(block([call('10:00', 'A'), call('10:00', null)], 1))).toBe(false);
    expect(isComplete(block([call('10:00', 'A')], null))).toBe(false);
  });

  it('names two and counts the rest, from the earliest call', () => {
    const calls = [call('12:00', 'A'), call('09:00', 'BB'), call('10:00', 'CCC'), call('10:00', 'A')];
    expect(summaryOf(block(calls, 4))).toEqual({
      names: ['A', 'BB'],
      more: 1,
      since: '2026-11-18T09:00:00Z',
    });
    expect(summaryOf(block([], 0))).toEqual({ names: [], more: 0, since: null });
  });
});

describe('the sheet by time', () => {
  it('puts calls of all events at one hour together', () => {
    const events = [
      event(1, [block([call('12:00', 'A'), call('09:00', 'BB')], 2)]),
      event(2, [block([call('09:00', 'CCC')], 1)]),
    ];
    expect(
      byTime(events).map(({ at, calls }) => [
        at,
        calls.map((line) => [line.event.event.id, line.call.person?.name]),
      ]),
    ).toEqual([
      [
        '2026-11-18T09:00:00Z',
        [
          [1, 'BB'],
          [2, 'CCC'],
        ],
      ],
      ['2026-11-18T12:00:00Z', [[1, 'A']]],
    ]);
  });
});

describe('the whole sheet', () => {
  it('counts its calls, and tells no answers it does not know', () => {
    const events = [event(1, [block([call('12:00', 'A'), call('09:00', 'A')], 2)])];
    expect(countsOf(events)).toEqual({ calls: 2, confirmed: 2 });
    expect(countsOf([event(1, [block([call('12:00', 'A', { status: null })], null)])])).toEqual({
      calls: 1,
      confirmed: null,
    });
    expect(tellsAnswers(events)).toBe(true);
    expect(tellsAnswers([event(1, [block([call('12:00', 'A', { status: null })], null)])])).toBe(false);
    expect(hasPhones(events)).toBe(false);
    expect(hasPhones([event(1, [block([call('12:00', 'A', { phone: '+7' })], 1)])])).toBe(true);
  });
});
