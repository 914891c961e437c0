import { Menu, Modal } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/test/render';
import { giveFocusBack } from './focus-back';

function Page() {
  const [open, setOpen] = useState<'first' | 'second' | null>(null);
  useEffect(giveFocusBack, []);
  return (
    <>
      <button type="button" onClick={() => setOpen('first')}>
        Открыть
      </button>
      <Menu>
        <Menu.Target>
          <button type="button">Ещё</button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('second')}>Изменить</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open ? (
        <Modal opened onClose={() => setOpen(null)} title="Диалог">
          <input aria-label="Поле" data-autofocus />
        </Modal>
      ) : null}
    </>
  );
}

describe('the focus', () => {
  it('goes back to the button that opened a dialog', async () => {
    const { user } = renderApp(<Page />);
    await user.click(screen.getByRole('button', { name: 'Открыть' }));
    await waitFor(() => expect(screen.getByLabelText('Поле')).toHaveFocus());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Открыть' })).toHaveFocus());
  });

  it('goes back to the button of the menu whose entry opened it', async () => {
    const { user } = renderApp(<Page />);
    await user.click(screen.getByRole('button', { name: 'Ещё' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Изменить' }));
    await waitFor(() => expect(screen.getByLabelText('Поле')).toHaveFocus());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Ещё' })).toHaveFocus());
  });
});
