import { describe, expect, it } from 'vitest';
import type { EventItemOut, ItemPlace } from '@/api/gen';
import { byPlace, otherPlaces } from './by-place';

const place = (id: number, path: string, order: number, change: Partial<ItemPlace> = {}): ItemPlace => ({
  location: { id, name: path },
  path,
  order,
  status: 'in_stock',
  quantity: 1,
  ...change,
});
const thing = (id: number, name: string, places: ItemPlace[]): EventItemOut => ({
  id,
  version: 1,
  item: { id, name, inventory_number: String(id) },
  unit: 'шт.',
  quantity: 1,
  available: 1,
  needed: 0,
  alternative: null,
  places,
  notes: null,
  status: 'planned',
});

describe('things to fetch', () => {
  const rack = place(2, 'Склад А / Стеллаж 1', 1);
  const store = place(3, 'Склад Б', 5);
  const groups = byPlace([
    thing(1, 'Самовар', [store]),
    thing(2, 'Стул', [place(3, 'Склад Б', 5, { quantity: 1 }), place(2, rack.path, 1, { quantity: 4 })]),
    thing(3, 'Скамья', [rack]),
    thing(4, 'Письмо', []),
  ]);

  it('stand by place, in the order of the walk, and what is nowhere comes last', () => {
    expect(groups.map(({ path, things }) => [path, things.map(({ item }) => item.name)])).toEqual([
      ['Склад А / Стеллаж 1', ['Скамья', 'Стул']],
      ['Склад Б', ['Самовар']],
      ['', ['Письмо']],
    ]);
  });

  it('say where the rest is, and what does not lie ready', () => {
    const chair = groups[0]?.things[1];
    expect(chair && otherPlaces(chair).map(({ path }) => path)).toEqual(['Склад Б']);
    const broken = thing(5, 'Люстра', [place(3, 'Склад Б', 5, { status: 'in_repair' })]);
    expect(otherPlaces(broken)).toHaveLength(1);
  });
});
