import { describe, expect, it } from 'vitest';
import type { EventOut, HistoryEntry } from '@/api/gen';
import { loadTexts } from '@/i18n';
import { eventRow } from '../../calendar/fixture';
import { tellHistory } from './history-words';

const names = {
  people: new Map([
    [7, 'Иванова Е. П.'],
    [8, 'Ким Ю. Л.'],
  ]),
  venues: new Map([
    [1, 'Основная сцена'],
    [2, 'Малая сцена'],
  ]),
  items: new Map([[5, 'Самовар']]),
};
const event: EventOut = {
  ...eventRow(),
  description: null,
  cancel_reason: null,
  override: null,
  original_start: null,
  series: null,
  participants: [],
  inventory: [],
  conflicts: [],
  created_at: '2026-11-01T10:00:00Z',
  created_by: null,
  updated_at: '2026-11-01T10:00:00Z',
  updated_by: null,
};

const entry = (
  entity: HistoryEntry['entity'],
  action: string,
  changes: HistoryEntry['changes'],
  at = '2026-11-17T15:40:00Z',
  call: HistoryEntry['call'] = null,
): HistoryEntry => ({ at, action, entity, actor: { id: 2, short_name: 'Соколов В. И.' }, call, changes });

const arkadina = { person: { id: 7, short_name: 'Иванова Е. П.' }, role: 'Аркадина' };

describe('the history of an event', () => {
  it('tells a move and its meaning for people as one thing', async () => {
    await loadTexts('schedule', 'scheduleEvent', 'schedulePage');
    const again = { status: ['confirmed', 'invited'], call_version: [1, 2], call_at: ['a', 'b'] };
    const [told, ...rest] = tellHistory(
      [
        entry('event', 'update', {
          starts_at: ['2026-11-18T16:00:00Z', '2026-11-18T17:00:00Z'],
          venue_id: [1, 2],
        }),
        entry('call', 'update', again),
        entry('call', 'update', again),
      ],
      event,
      names,
    );
    expect(rest).toEqual([]);
    expect(told?.lines).toEqual([
      'Перенесено: 19:00 → 20:00',
      'Основная сцена → Малая сцена',
      'Спросили заново 2 человек',
    ]);
  });

  it('tells why an event is off, and why it stands over a conflict', () => {
    const lines = tellHistory(
      [
        entry('event', 'update', { status: ['planned', 'cancelled'], cancel_reason: [null, 'Болезнь'] }),
        entry(
          'event',
          'update',
          { override_reason: [null, '«Гамлет» уступает'], overridden: [false, true] },
          '2026-11-16T10:00:00Z',
        ),
      ],
      event,
      names,
    );
    expect(lines.map(({ lines: [first], grave }) => [first, grave])).toEqual([
      ['Отменено: Болезнь', true],
      ['Поверх конфликта: «Гамлет» уступает', true],
    ]);
  });

  it('names people, roles and things', () => {
    const lines = tellHistory(
      [
        entry('call', 'create', { user_id: [null, 7], role: [null, 'Аркадина'] }, '1'),
        entry('call', 'update', { user_id: [7, 8] }, '2'),
        entry('call', 'update', { user_id: [null, 8] }, '3'),
        entry('event_item', 'create', { inventory_item_id: [null, 5] }, '2026-11-17T15:43:00Z'),
        entry('event_item', 'update', { quantity: [1, 2] }, '2026-11-17T15:45:00Z'),
      ],
      event,
      names,
    ).map(({ lines: [first] }) => first);
    expect(lines).toEqual([
      'Вызов: Иванова Е. П., Аркадина',
      'Роль передана: Иванова Е. П. → Ким Ю. Л.',
      'Назначено: Ким Ю. Л.',
      'Бронь: Самовар',
      'Количество: 1 → 2',
    ]);
  });

  it('says who answered what and why, and who is asked again', () => {
    const told = (changes: HistoryEntry['changes']) =>
      tellHistory([entry('call', 'update', changes, '2026-11-17T15:40:00Z', arkadina)], event, names)[0];
    expect(told({ status: ['invited', 'confirmed'] })?.lines).toEqual([
      'Иванова Е. П., Аркадина: подтверждено',
    ]);
    expect(told({ status: ['invited', 'tentative'] })?.lines).toEqual([
      'Иванова Е. П., Аркадина: под вопросом',
    ]);
    const refused = told({
      status: ['confirmed', 'declined'],
      decline_reason: [null, 'illness'],
      comment: [null, 'Температура'],
    });
    expect(refused).toMatchObject({
      grave: true,
      lines: ['Иванова Е. П., Аркадина: отказ · болезнь · Температура'],
    });
    expect(
      told({
        status: ['confirmed', 'invited'],
        call_version: [1, 2],
        call_at: ['2026-11-18T14:30:00Z', '2026-11-18T14:00:00Z'],
      })?.lines,
    ).toEqual(['Вызов Иванова Е. П., Аркадина: 17:30 → 17:00', 'Спросили заново: Иванова Е. П.']);
    expect(told({ role: ['Аркадина', 'Полина'] })?.lines).toEqual(['Иванова Е. П., роль: Аркадина → Полина']);
  });

  it('counts many of one kind, and leaves out what says nothing', () => {
    const calls = [7, 8, 9, 10].map((id) =>
      entry('call', 'create', { user_id: [null, id], role: [null, `${id}`] }),
    );
    expect(tellHistory(calls, event, names)[0]?.lines).toEqual(['4 новых вызова']);
    const booked = [0, 1, 2, 3].map((second) =>
      entry(
        'event_item',
        'create',
        { inventory_item_id: [null, 5 + second] },
        `2026-11-17T15:40:0${second}Z`,
      ),
    );
    expect(tellHistory(booked, event, names).map(({ lines }) => lines)).toHaveLength(1);
    expect(tellHistory([entry('event', 'update', { sequence: [1, 2] })], event, names)).toEqual([]);
  });
});
