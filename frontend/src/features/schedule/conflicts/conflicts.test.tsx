import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { changeLanguage, loadTexts } from '@/i18n';
import { type Permission, PermissionsProvider } from '@/shared/permissions';
import { renderApp } from '@/test/render';
import type { Conflict } from '../types';
import { ConflictList } from './conflict-list';
import { conflictWords, lengthText, orderConflicts } from './words';

function as(permission: Permission, ui: ReactNode) {
  const subject = { id: 1, department: null, permissions: { [permission]: 'all' } };
  return <PermissionsProvider subject={subject}>{ui}</PermissionsProvider>;
}

function conflict(change: Partial<Conflict> = {}): Conflict {
  return {
    kind: 'venue',
    severity: 'hard',
    reason: 'busy',
    occurrence: '2026-11-19T07:30:00Z',
    starts_at: '2026-11-19T07:30:00Z',
    ends_at: '2026-11-19T08:00:00Z',
    event: {
      id: 5,
      title: 'Гамлет',
      event_type: 'rehearsal',
      starts_at: '2026-11-19T06:30:00Z',
      ends_at: '2026-11-19T08:00:00Z',
      venue: { id: 1, name: 'Основная сцена' },
    },
    venue: { id: 1, name: 'Основная сцена' },
    person: null,
    item: null,
    needed: null,
    available: null,
    gap_minutes: null,
    ask: null,
    substitutes: [],
    alternative: null,
    ...change,
  };
}

const person = conflict({
  kind: 'person',
  person: { id: 9, name: 'Иванова Е. П.' },
  substitutes: [{ id: 11, name: 'Лебедева К. М.' }],
});
const item = conflict({
  kind: 'item',
  reason: 'needed',
  item: { id: 3, name: 'Самовар', inventory_number: 'РК-0340' },
  needed: 1,
  available: 0,
  alternative: { id: 4, name: 'Самовар', inventory_number: 'РК-0112' },
});

describe('conflicts', () => {
  beforeAll(async () => {
    await changeLanguage('ru');
    await loadTexts('schedule');
  });

  it('stand in the order venue, person, item, what forbids first', () => {
    const soft = conflict({ severity: 'soft', reason: 'closed' });
    expect(orderConflicts([item, person, soft, conflict()])).toEqual([conflict(), soft, person, item]);
  });

  it('say what is wrong and with what', () => {
    expect(conflictWords(conflict(), false)).toEqual({
      title: 'Площадка занята',
      text: 'Основная сцена: «Гамлет», репетиция, 09:30–11:00',
    });
    expect(conflictWords(item, false)).toEqual({
      title: 'Самовар: спрос в двух местах',
      text: 'РК-0340, нужно 1, есть 0, «Гамлет», Основная сцена, 09:30–11:00',
    });
    expect(conflictWords(person, true).text).toMatch(/^чт, 19 нояб: /);
    expect(
      conflictWords(
        conflict({ kind: 'person', reason: 'absent', event: null, venue: null, person: person.person }),
        false,
      ),
    ).toEqual({ title: 'Иванова Е. П.: отсутствие', text: 'чт, 19 нояб, 10:30–11:00' });
  });

  it('tell lengths', () => {
    expect([45, 120, 135].map(lengthText)).toEqual(['45 мин', '2 ч', '2 ч 15 мин']);
  });

  it('offer who is free and what else to take', async () => {
    const substitute = vi.fn();
    const alternative = vi.fn();
    const { user } = renderApp(
      as(
        'schedule:update',
        <ConflictList
          conflicts={[item, person]}
          onSubstitute={(_, chosen) => substitute(chosen.name)}
          onAlternative={(one) => alternative(one.alternative?.inventory_number)}
        />,
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Кто свободен: 1' }));
    await user.click(await screen.findByRole('button', { name: 'Лебедева К. М.' }));
    await user.click(screen.getByRole('button', { name: 'Взять РК-0112' }));
    expect(substitute).toHaveBeenCalledWith('Лебедева К. М.');
    expect(alternative).toHaveBeenCalledWith('РК-0112');
  });

  it('offer neither to those who do not plan', () => {
    renderApp(as('schedule:read', <ConflictList conflicts={[item, person]} />));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.queryByText(/Кто свободен|Взять/)).toBeNull();
  });
});
