import { describe, expect, it } from 'vitest';
import type { MovementOut } from '@/api/gen';
import { offeredActions } from './item-actions';
import { movementQuantity, movementRoute } from './movement-text';
import { activeFilters, clean, listQuery } from './search';

const base: MovementOut = {
  id: 1,
  movement_type: 'transfer',
  quantity: 6,
  from_location: { id: 1, name: 'Склад А' },
  from_status: 'in_stock',
  to_location: { id: 2, name: 'Основная сцена' },
  to_status: 'on_stage',
  comment: null,
  created_at: '2026-11-18T06:40:00Z',
  created_by: null,
};
const name = (place: { name: string }) => place.name;

describe('a movement in words', () => {
  it('says where pieces went', () => {
    expect(movementRoute(base, name)).toBe('Склад А → Основная сцена');
    expect(movementQuantity(base, 'шт')).toBe('6 шт');
  });

  it('adds the status that a place does not tell', () => {
    expect(movementRoute({ ...base, to_status: 'in_repair' }, name)).toBe(
      'Склад А → Основная сцена (В ремонте)',
    );
  });

  it('says what changed when the place did not', () => {
    const repaired: MovementOut = { ...base, to_location: base.from_location, to_status: 'in_repair' };
    expect(movementRoute(repaired, name)).toBe('Склад А: На складе → В ремонте');
  });

  it('signs corrections', () => {
    const missing: MovementOut = { ...base, movement_type: 'adjustment', to_location: null, to_status: null };
    expect(movementRoute(missing, name)).toBe('Исправление остатка: Склад А');
    expect(movementQuantity(missing, 'шт')).toBe('−6 шт');
    const found: MovementOut = {
      ...base,
      movement_type: 'adjustment',
      from_location: null,
      from_status: null,
    };
    expect(movementQuantity(found, 'шт')).toBe('+6 шт');
  });

  it('names no place in so many words', () => {
    const receipt: MovementOut = {
      ...base,
      movement_type: 'receipt',
      from_location: null,
      from_status: null,
      to_location: null,
    };
    expect(movementRoute(receipt, name)).toBe('Приход: Без места');
  });
});

describe('the address of the list', () => {
  it('keeps what is set and leaves the screen out of the request', () => {
    expect(listQuery({ q: 'кресл', category: [1], status: [], item: 7, view: 'x', archived: false })).toEqual(
      {
        q: 'кресл',
        category: [1],
      },
    );
    expect(activeFilters({ q: 'кресл', category: [1], status: [] })).toEqual(['category']);
    expect(clean({ status: [], item: 7 })).toEqual({ status: undefined, item: 7 });
  });
});

describe('acts on an item', () => {
  const item = { deleted_at: null, quantity: 4, department: { id: 5, name: 'Свет' } };
  const ids = (target: object, can: (permission: string, record?: object) => boolean) =>
    // Only the fields that rights and states read.
    offeredActions(target as Parameters<typeof offeredActions>[0], can).map((action) => action.id);

  it('are left out without the right', () => {
    expect(ids(item, () => false)).toEqual([]);
    expect(ids(item, (permission) => permission === 'inventory:update')).toEqual(['edit']);
  });

  it('are told apart for the archive', () => {
    expect(ids(item, () => true)).not.toContain('restore');
    expect(ids({ ...item, deleted_at: '2026-11-18T06:40:00Z' }, () => true)).toEqual([
      'duplicate',
      'restore',
    ]);
  });

  it('say why when there is nothing to move', () => {
    const none = offeredActions({ ...item, quantity: 0 } as Parameters<typeof offeredActions>[0], () => true);
    expect(none.filter((action) => action.reason !== null).map((action) => action.id)).toEqual([
      'transfer',
      'write_off',
    ]);
  });
});
