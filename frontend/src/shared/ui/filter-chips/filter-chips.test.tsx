import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { FilterChips, treeOptions } from '.';

const tree = treeOptions([
  { id: 1, name: 'Мебель', item_count: 40, children: [{ id: 2, name: 'Кресла', item_count: 12 }] },
  ...Array.from({ length: 8 }, (_, index) => ({ id: index + 10, name: `Реквизит ${index}` })),
]);

function Host({ onReset }: { onReset: () => void }) {
  const [category, setCategory] = useState<number[]>([]);
  const [photo, setPhoto] = useState<boolean>();
  return (
    <FilterChips
      onReset={onReset}
      filters={[
        {
          kind: 'ref',
          id: 'category',
          label: 'Категория',
          options: tree,
          value: category,
          onChange: setCategory,
        },
        { kind: 'flag', id: 'photo', label: 'Есть фото', value: photo, onChange: setPhoto },
      ]}
    />
  );
}

describe('FilterChips', () => {
  it('sets several values of a tree, sums them up and clears them', async () => {
    const { user } = renderApp(<Host onReset={vi.fn()} />);
    expect(screen.queryByRole('button', { name: 'Сбросить' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Фильтр: Категория' }));
    await user.type(screen.getByRole('searchbox'), 'КРЕСЛ');
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
    await user.click(screen.getByRole('checkbox', { name: /Кресла/ }));
    await user.clear(screen.getByRole('searchbox'));
    await user.click(screen.getByRole('checkbox', { name: /Реквизит 3/ }));
    expect(screen.getByRole('button', { name: /Категория Кресла, ещё 1/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Убрать фильтр: Категория' }));
    expect(screen.getByRole('button', { name: 'Фильтр: Категория' })).toBeInTheDocument();
  });

  it('offers to reset only when something is set', async () => {
    const onReset = vi.fn();
    const { user } = renderApp(<Host onReset={onReset} />);
    await user.click(screen.getByRole('button', { name: 'Фильтр: Есть фото' }));
    await user.click(screen.getByRole('radio', { name: 'нет' }));
    expect(screen.getByRole('button', { name: /Есть фото нет/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Сбросить' }));
    expect(onReset).toHaveBeenCalledOnce();
  });
});
