import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { RemoteSelect } from '../remote-select/remote-select';
import { TreeSelectField } from '../tree-select/tree-select';
import { SearchMultiSelect, SearchSelect } from '.';

const halls = ['Большая сцена', 'Малая сцена', 'Репетиционный зал'].map((label, index) => ({
  value: String(index + 1),
  label,
}));

function Hall({ first = null, onSubmit }: { first?: string | null; onSubmit?: () => void }) {
  const [value, setValue] = useState<string | null>(first);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.();
      }}
    >
      <SearchSelect label="Площадка" options={halls} value={value} onChange={setValue} clearable />
      <output>{value ?? 'нет'}</output>
      <input aria-label="Дальше" />
    </form>
  );
}

describe('a searchable choice', () => {
  it('highlights the first match and takes it by Enter, without sending the form', async () => {
    const submitted = vi.fn();
    const { user } = renderApp(<Hall onSubmit={submitted} />);
    await user.type(screen.getByRole('combobox'), 'мал сц');
    const option = await screen.findByRole('option', { name: 'Малая сцена' });
    expect(option).toHaveAttribute('data-combobox-selected');
    expect(screen.getByRole('combobox')).toHaveAttribute('aria-activedescendant', option.id);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('2');
    expect(screen.getByRole('combobox')).toHaveValue('Малая сцена');
    expect(submitted).not.toHaveBeenCalled();
  });

  it('keeps the match when the field is left by Tab', async () => {
    const { user } = renderApp(<Hall />);
    await user.type(screen.getByRole('combobox'), 'репет');
    await user.tab();
    expect(screen.getByRole('status')).toHaveTextContent('3');
    expect(screen.getByLabelText('Дальше')).toHaveFocus();
  });

  it('changes nothing when one only walks through', async () => {
    const { user } = renderApp(<Hall first="2" />);
    await user.tab();
    expect(screen.getByRole('combobox')).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('status')).toHaveTextContent('2');
  });

  it('replaces what stood there, chooses the same again and is emptied', async () => {
    const { user } = renderApp(<Hall first="2" />);
    await user.tab();
    await user.keyboard('малая{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('2');
    expect(screen.getByRole('combobox')).toHaveValue('Малая сцена');
    await user.clear(screen.getByRole('combobox'));
    await user.tab();
    expect(screen.getByRole('status')).toHaveTextContent('нет');
  });

  it('keeps a text that fits nothing, and says so', async () => {
    const submitted = vi.fn();
    const { user } = renderApp(<Hall onSubmit={submitted} />);
    await user.type(screen.getByRole('combobox'), 'подвал{Enter}');
    await user.tab();
    expect(screen.getByRole('combobox')).toHaveValue('подвал');
    expect(screen.getByRole('combobox')).toHaveAccessibleDescription(/ничего не найдено/i);
    expect(submitted).not.toHaveBeenCalled();
  });
});

describe('a choice that the server searches', () => {
  it('gives the first match to whoever pressed Enter before the answer', async () => {
    let answer: (() => void) | undefined;
    function useFound(q: string) {
      const [found, setFound] = useState('');
      answer = () => setFound(q);
      const pending = found !== q;
      return { options: pending || q === '' ? [] : [{ id: 7, label: 'Стул венский' }], isPending: pending };
    }
    function Item() {
      const [value, setValue] = useState<number | null>(null);
      return (
        <>
          <RemoteSelect label="Предмет" value={value} onChange={setValue} useOptions={useFound} />
          <output>{value ?? 'нет'}</output>
        </>
      );
    }
    const { user } = renderApp(<Item />);
    await user.type(screen.getByRole('combobox'), 'венск{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('нет');
    // What is typed on meanwhile is not lost.
    await user.keyboard('шт');
    act(() => answer?.());
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('7'));
    expect(screen.getByRole('combobox')).toHaveValue('шт');
  });
});

describe('what the server searched', () => {
  it('stays in its order: the item with the number before those with it in the name', async () => {
    const found = [
      { id: 1, label: 'Самовар тульский', about: '12' },
      { id: 2, label: '12 стульев', about: 'МБ-7' },
    ];
    const useFound = () => ({ options: found, isPending: false });
    function Item() {
      const [value, setValue] = useState<number | null>(null);
      return (
        <>
          <RemoteSelect label="Предмет" value={value} onChange={setValue} useOptions={useFound} />
          <output>{value ?? 'нет'}</output>
        </>
      );
    }
    const { user } = renderApp(<Item />);
    await user.type(screen.getByRole('combobox'), '12{Enter}');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1'));
    expect(screen.getByRole('combobox')).toHaveValue('Самовар тульский');
  });
});

describe('a choice in a tree and of several', () => {
  it('takes by Enter too', async () => {
    const nodes = [
      {
        id: 1,
        name: 'Главное здание',
        is_active: true,
        children: [{ id: 2, name: 'Склад', is_active: true, children: [] }],
      },
    ];
    function Both() {
      const [place, setPlace] = useState<number | null>(null);
      const [several, setSeveral] = useState<string[]>([]);
      return (
        <>
          <TreeSelectField label="Место" nodes={nodes} value={place} onChange={setPlace} />
          <SearchMultiSelect label="Залы" data={halls} value={several} onChange={setSeveral} />
          <output>{`${place} ${several.join()}`}</output>
        </>
      );
    }
    const { user } = renderApp(<Both />);
    await user.type(screen.getByRole('combobox', { name: 'Место' }), 'склад{Enter}');
    await user.type(screen.getByRole('combobox', { name: 'Залы' }), 'мал{Enter}репет');
    await user.tab();
    expect(screen.getByRole('status')).toHaveTextContent('2 2,3');
    expect(screen.getByRole('combobox', { name: 'Место' })).toHaveValue('Главное здание, Склад');
  });
});
