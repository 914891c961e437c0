import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/problem';
import { renderApp } from '@/test/render';
import {
  arrangeColumns,
  DataTable,
  type DataTableProps,
  defineColumns,
  type TableSearch,
  useSelection,
} from '.';

type Chair = { id: number; name: string; quantity: number };

const columns = defineColumns<Chair>([
  { id: 'name', label: () => 'Название', cell: (row) => row.name, link: true, sort: 'name' },
  {
    id: 'quantity',
    label: () => 'Количество',
    cell: (row) => row.quantity,
    width: 100,
    sort: 'quantity',
    sortDescendingFirst: true,
  },
  { id: 'note', label: () => 'Заметка', cell: () => '—', optional: true },
]);
const chairs = Array.from({ length: 200 }, (_, index) => ({
  id: index + 1,
  name: `Стул ${index + 1}`,
  quantity: index,
}));
const rowId = (row: Chair) => row.id;
const visible = arrangeColumns(columns.list, null);

type Query = DataTableProps<Chair>['query'];
const loaded = (items: readonly Chair[], total = items.length): Query => ({
  data: { items, total, page: 1, page_size: 200 },
  isPending: false,
  isError: false,
  error: null,
  isPlaceholderData: false,
  refetch: vi.fn(),
});

function Host({
  query,
  onSearch,
  onOpen,
}: {
  query: Query;
  onSearch: (patch: TableSearch) => void;
  onOpen: (id: number) => void;
}) {
  const selection = useSelection(rowId);
  const [opened, setOpened] = useState<number>();
  return (
    <>
      <output aria-label="Выбрано">{selection.rows.map((row) => row.id).join(',')}</output>
      <DataTable
        table="chairs"
        label="Стулья"
        columns={columns}
        query={query}
        rowId={rowId}
        rowName={(row) => row.name}
        rowLink={(row) => ({ to: '.', search: { item: row.id } })}
        search={{}}
        onSearch={onSearch}
        defaultSort="name"
        visible={visible}
        selection={selection}
        openedId={opened}
        onOpen={(row) => {
          setOpened(row.id);
          onOpen(row.id);
        }}
        onClose={() => setOpened(undefined)}
        empty={<p>Ничего нет</p>}
        bulk={<div role="toolbar">Выбранное</div>}
      />
    </>
  );
}

function show(query: Query) {
  const onSearch = vi.fn();
  const onOpen = vi.fn();
  return { ...renderApp(<Host query={query} onSearch={onSearch} onOpen={onOpen} />), onSearch, onOpen };
}

const chosen = () => screen.getByLabelText('Выбрано').textContent;

describe('DataTable', () => {
  it('keeps most of 200 rows out of the page and tells readers the full count', () => {
    show(loaded(chairs, 1248));
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1249');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByText('Строки 1–200 из 1 248')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Стул 1$|Стул 1 / })).toHaveAttribute('aria-rowindex', '2');
  });

  it('opens a row by a real link', () => {
    show(loaded(chairs));
    expect(screen.getByRole('link', { name: 'Стул 2' })).toHaveAttribute('href', '/?item=2');
  });

  it('shows where the order comes from and turns it round', async () => {
    const { user, onSearch } = show(loaded(chairs));
    const name = screen.getByRole('columnheader', { name: 'Название' });
    expect(name).toHaveAttribute('aria-sort', 'ascending');
    expect(screen.getByRole('columnheader', { name: 'Количество' })).toHaveAttribute('aria-sort', 'none');
    await user.click(within(name).getByRole('button'));
    expect(onSearch).toHaveBeenLastCalledWith({ sort: '-name', page: undefined });
    await user.click(screen.getByRole('button', { name: 'Количество' }));
    expect(onSearch).toHaveBeenLastCalledWith({ sort: '-quantity', page: undefined });
  });

  it('walks with J and K, selects with X and a range with Shift+X', async () => {
    const { user } = show(loaded(chairs));
    await user.keyboard('{j}{j}');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Стул 2' })).toHaveFocus());
    await user.keyboard('x');
    expect(chosen()).toBe('2');
    await user.keyboard('jjj');
    await user.keyboard('{Shift>}X{/Shift}');
    expect(chosen()).toBe('2,3,4,5');
    await user.keyboard('{Escape}');
    expect(chosen()).toBe('');
  });

  it('answers to the same keys in the Russian layout', async () => {
    const { user } = show(loaded(chairs));
    await user.keyboard('[KeyJ]');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Стул 1' })).toHaveFocus());
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ч', code: 'KeyX', bubbles: true }));
    await waitFor(() => expect(chosen()).toBe('1'));
  });

  it('selects a range by Shift and the whole page by the box in the heading', async () => {
    const { user } = show(loaded(chairs.slice(0, 6)));
    await user.click(screen.getByRole('checkbox', { name: 'Выбрать: Стул 2' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Выбрать: Стул 4' }));
    await user.keyboard('{/Shift}');
    expect(chosen()).toBe('2,3,4');
    expect(screen.getByRole('toolbar')).toBeInTheDocument();
    const all = screen.getByRole('checkbox', { name: 'Выбрать все строки на странице' });
    await user.click(all);
    expect(chosen()?.split(',')).toHaveLength(6);
    await user.click(all);
    expect(chosen()).toBe('');
  });

  it('lets J open the next record while the drawer is open and gives the focus back when it closes', async () => {
    const { user, onOpen } = show(loaded(chairs));
    await user.click(screen.getByRole('cell', { name: '2' }));
    expect(onOpen).toHaveBeenLastCalledWith(3);
    await user.keyboard('j');
    expect(onOpen).toHaveBeenLastCalledWith(4);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Стул 4' })).toHaveFocus());
  });

  it('turns the page at its edge', async () => {
    const { user, onSearch } = show({
      ...loaded(chairs.slice(0, 2)),
      data: { items: chairs.slice(0, 2), total: 4, page: 1, page_size: 2 },
    });
    await user.keyboard('jjj');
    expect(onSearch).toHaveBeenLastCalledWith({ page: 2 });
    await user.click(screen.getByRole('button', { name: 'Следующая страница' }));
    expect(onSearch).toHaveBeenLastCalledWith({ page: 2 });
    expect(screen.getByRole('button', { name: 'Предыдущая страница' })).toBeDisabled();
  });

  it('shows grey rows while loading, words when empty, and a retry with the code when it failed', async () => {
    const { again, user } = show({ ...loaded([]), data: undefined, isPending: true });
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true');
    const host = (query: Query) => <Host query={query} onSearch={vi.fn()} onOpen={vi.fn()} />;
    again(host(loaded([])));
    expect(screen.getByText('Ничего нет')).toBeInTheDocument();
    expect(screen.getByText('Нет строк')).toBeInTheDocument();
    const refetch = vi.fn();
    const error = new ApiError({ status: 500, code: 'internal', message: 'Сбой', requestId: 'abc-1' });
    again(host({ ...loaded([]), data: undefined, isError: true, error, refetch }));
    expect(screen.getByRole('alert')).toHaveTextContent('Сбой');
    expect(screen.getByText('Код обращения: abc-1')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(refetch).toHaveBeenCalledOnce();
  });
});

describe('arrangeColumns', () => {
  it('leaves optional columns out until they are chosen', () => {
    expect(arrangeColumns(columns.list, null)).toEqual(['name', 'quantity']);
    expect(arrangeColumns(columns.list, ['note', 'name'])).toEqual(['note', 'name']);
  });

  it('drops columns that are gone and never loses the link', () => {
    expect(arrangeColumns(columns.list, ['gone', 'quantity'])).toEqual(['name', 'quantity']);
  });
});
