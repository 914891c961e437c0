import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useConnection } from '@/api/connection';
import { loadTexts } from '@/i18n';
import { renderApp } from '@/test/render';
import { DeclineSheet, NO_REFUSAL } from './decline-sheet';

const sent = vi.fn();

function Sheet() {
  const [draft, setDraft] = useState(NO_REFUSAL);
  return (
    <DeclineSheet
      about="Три сестры"
      reader="Нина П."
      draft={draft}
      busy={false}
      onDraft={setDraft}
      onSend={sent}
      onClose={() => undefined}
    />
  );
}

beforeAll(() => loadTexts('scheduleCalls'));
beforeEach(() => {
  sent.mockReset();
  useConnection.setState({ status: 'online' });
});

describe('the sheet of a refusal', () => {
  it('chooses no reason by itself, and asks for one', async () => {
    const { user } = renderApp(<Sheet />);
    await screen.findByRole('dialog');
    for (const reason of screen.getAllByRole('radio')) expect(reason).not.toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Отказаться' }));
    expect(screen.getByText('Выберите причину')).toBeInTheDocument();
    expect(sent).not.toHaveBeenCalled();
    await user.click(screen.getByRole('radio', { name: 'Болезнь' }));
    await user.click(screen.getByRole('button', { name: 'Отказаться' }));
    expect(sent).toHaveBeenCalledWith({ reason: 'illness', comment: '' });
  });

  it('promises an answer at once only while there is a line', async () => {
    renderApp(<Sheet />);
    expect(await screen.findByText(/сразу увидит Нина П\./)).toBeInTheDocument();
    act(() => useConnection.setState({ status: 'offline' }));
    expect(screen.queryByText(/сразу увидит/)).toBeNull();
    expect(screen.getByText(/уйдёт сам.*увидит Нина П\./)).toBeInTheDocument();
  });
});
