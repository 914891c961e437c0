import { describe, expect, it } from 'vitest';
import type { Balance, ItemStatus } from '@/api/gen';
import { byStatus, freeQuantity, placeCount, sortedBalances } from './stock';

function held(location_id: number | null, status: ItemStatus, quantity: number): Balance {
  return {
    location_id,
    status,
    quantity,
    location: location_id ? { id: location_id, name: `№${location_id}` } : null,
  };
}

const chairs = [
  held(3, 'in_repair', 4),
  held(1, 'in_stock', 30),
  held(2, 'on_stage', 6),
  held(1, 'decommissioned', 5),
];

describe('balances', () => {
  it('are told free first and without what is written off', () => {
    expect(byStatus(chairs)).toEqual([
      { status: 'in_stock', quantity: 30 },
      { status: 'on_stage', quantity: 6 },
      { status: 'in_repair', quantity: 4 },
    ]);
    expect(byStatus(chairs, true).at(-1)).toEqual({ status: 'decommissioned', quantity: 5 });
  });

  it('of one status in two places add up', () => {
    const stock = [held(1, 'in_stock', 2), held(2, 'in_stock', 3)];
    expect(byStatus(stock)).toEqual([{ status: 'in_stock', quantity: 5 }]);
    expect(freeQuantity(stock)).toBe(5);
    expect(sortedBalances(stock).map((row) => row.quantity)).toEqual([3, 2]);
  });

  it('count the places of live pieces only', () => {
    expect(placeCount(chairs)).toBe(3);
    expect(placeCount([held(1, 'in_stock', 1), held(9, 'decommissioned', 1)])).toBe(1);
  });
});
