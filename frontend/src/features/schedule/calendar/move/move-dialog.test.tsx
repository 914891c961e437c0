import { screen } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { changeLanguage, loadTexts } from '@/i18n';
import { renderApp } from '@/test/render';
import { wallMinutes } from '../../time';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import type { Change } from './change';
import { MoveDialog } from './move-dialog';

const night = toCalendarEvent(eventRow({ ends_at: '2026-11-18T22:30:00Z' }));

function open() {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ items: [] }));
  const moved = vi.fn<(change: Change) => void>();
  const view = renderApp(<MoveDialog event={night} onClose={() => undefined} onMove={moved} />);
  return { ...view, moved };
}

describe('the dialog of a move', () => {
  beforeAll(async () => {
    await changeLanguage('ru');
    await loadTexts('schedule');
  });

  it('carries the end along with the start, over midnight, in quarters of an hour', async () => {
    const { user, moved } = open();
    const start = screen.getByLabelText(/Начало/);
    await user.clear(start);
    await user.type(start, '20:07');
    await user.tab();
    expect(screen.getByLabelText(/Окончание/)).toHaveValue('02:30');
    await user.click(screen.getByRole('button', { name: 'Перенести' }));
    const change = moved.mock.calls[0]?.[0];
    expect(change?.start).toBe(wallMinutes('2026-11-18 20:00:00'));
    expect(change?.end).toBe(wallMinutes('2026-11-19 02:30:00'));
  });

  it('speaks of twenty-four hours, whatever the language of the browser', () => {
    open();
    expect(screen.getByLabelText(/Начало/)).not.toHaveAttribute('type', 'time');
    expect(screen.getByLabelText(/Начало/)).toHaveValue('19:00');
  });

  it('asks for a time instead of guessing one', async () => {
    const { user, moved } = open();
    await user.clear(screen.getByLabelText(/Начало/));
    await user.type(screen.getByLabelText(/Начало/), 'полдень');
    await user.click(screen.getByRole('button', { name: 'Перенести' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Укажите время');
    expect(moved).not.toHaveBeenCalled();
  });
});
