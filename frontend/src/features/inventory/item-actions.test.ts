import { describe, expect, it } from 'vitest';
import { offeredActions } from './item-actions';
import { activeFilters, clean, listQuery } from './search';

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
  const item = {
    deleted_at: null,
    quantity: 4,
    department: { id: 5, name: 'Свет' },
    stock: [{ location_id: 1, status: 'in_stock', quantity: 4 }],
    care: { state: null, blocks_issue: false, reasons: [] },
  };
  const ids = (target: object, can: (permission: string, record?: object) => boolean) =>
    // Only the fields that rights and states read.
    offeredActions(target as Parameters<typeof offeredActions>[0], can).map((action) => action.id);

  it('are left out without the right', () => {
    expect(ids(item, () => false)).toEqual([]);
    expect(ids(item, (permission) => permission === 'inventory:update')).toEqual(['edit']);
  });

  it('do not leave the house while overdue care forbids it', () => {
    const overdue = { ...item, care: { state: 'overdue', blocks_issue: true, reasons: [] } };
    const offered = offeredActions(overdue as unknown as Parameters<typeof offeredActions>[0], () => true);
    const forbidden = offered.filter((action) => action.reason === 'care').map((action) => action.id);
    expect(forbidden.toSorted()).toEqual(['issue', 'tour_out']);
  });

  it('are told apart for the archive', () => {
    expect(ids(item, () => true)).not.toContain('restore');
    expect(ids({ ...item, deleted_at: '2026-11-18T06:40:00Z' }, () => true)).toEqual([
      'duplicate',
      'restore',
    ]);
  });

  it('say why the balances forbid a movement', () => {
    const reasons = (stock: object[]) =>
      offeredActions({ ...item, stock } as unknown as Parameters<typeof offeredActions>[0], () => true)
        .filter((action) => action.reason !== null)
        .map((action) => action.id);
    expect(reasons([])).toEqual([
      'issue',
      'return',
      'transfer',
      'reserve',
      'unreserve',
      'repair_out',
      'repair_in',
      'tour_out',
      'tour_in',
      'write_off',
    ]);
    expect(reasons(item.stock)).toEqual(['return', 'unreserve', 'repair_in', 'tour_in']);
    expect(reasons([{ location_id: 1, status: 'on_stage', quantity: 1 }])).toEqual([
      'issue',
      'reserve',
      'unreserve',
      'repair_in',
      'tour_in',
    ]);
  });
});
