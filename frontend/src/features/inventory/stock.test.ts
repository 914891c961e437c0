import { describe, expect, it } from 'vitest';
import type { Balance, ItemOut, ItemStatus } from '@/api/gen';
import { checkDraft, startDraft, toMovement } from './movement-draft';
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

function itemWith(stock: Balance[]): ItemOut {
  return {
    id: 1,
    version: 7,
    inventory_number: 'МБ-0417',
    name: 'Кресло (красное)',
    category: null,
    location: { id: 1, name: '№1' },
    department: null,
    status: 'in_stock',
    condition: 'good',
    quantity: stock.reduce((sum, row) => (row.status === 'decommissioned' ? sum : sum + row.quantity), 0),
    unit: 'шт',
    stock,
    tags: [],
    photo_id: null,
    current_value: null,
    updated_at: '2026-11-18T11:02:00Z',
    deleted_at: null,
    description: null,
    technical_description: null,
    serial_number: null,
    manufacturer: null,
    model: null,
    width: null,
    height: null,
    depth: null,
    weight: null,
    min_quantity: null,
    purchase_price: null,
    purchase_date: null,
    warranty_until: null,
    custom_fields: {},
    responsible: null,
    created_at: '2026-01-01T00:00:00Z',
    created_by: null,
    updated_by: null,
  };
}

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

describe('a movement', () => {
  const item = itemWith(chairs);

  it('starts from the free pieces, or from the balance that was pressed', () => {
    expect(startDraft(item, 'transfer')).toMatchObject({
      source: '1:in_stock',
      to_location_id: 1,
      to_status: 'in_stock',
    });
    expect(startDraft(item, 'transfer', held(3, 'in_repair', 4))).toMatchObject({
      source: '3:in_repair',
      to_location_id: 3,
      to_status: 'in_repair',
    });
  });

  it('refuses more pieces than lie there', () => {
    const draft = { ...startDraft(item, 'write_off'), quantity: 31 };
    expect(checkDraft(draft, item)).toEqual({ quantity: 'tooMany' });
    expect(checkDraft({ ...draft, quantity: 30 }, item)).toEqual({});
  });

  it('refuses none at all and a way that leads nowhere', () => {
    const draft = startDraft(item, 'transfer');
    expect(checkDraft({ ...draft, quantity: null }, item)).toEqual({ quantity: 'required' });
    expect(checkDraft(draft, item)).toEqual({ to_location_id: 'nowhere' });
    expect(checkDraft({ ...draft, to_status: 'reserved' }, item)).toEqual({});
  });

  it('names both ends of a transfer, a place without a name too', () => {
    const draft = {
      ...startDraft(item, 'transfer'),
      quantity: 6,
      to_location_id: null,
      comment: '  к «Чайке» ',
    };
    expect(toMovement(draft, item)).toEqual({
      movement_type: 'transfer',
      quantity: 6,
      from_location_id: 1,
      from_status: 'in_stock',
      to_location_id: null,
      to_status: 'in_stock',
      comment: 'к «Чайке»',
    });
  });

  it('names only where pieces come from or only where they go', () => {
    const writeOff = toMovement(startDraft(item, 'write_off'), item);
    expect(Object.keys(writeOff)).not.toContain('to_location_id');
    const receipt = toMovement(startDraft(item, 'receipt'), item);
    expect(Object.keys(receipt)).not.toContain('from_location_id');
    const found = toMovement({ ...startDraft(item, 'adjustment'), direction: 'more' }, item);
    expect(Object.keys(found)).toContain('to_location_id');
    expect(Object.keys(found)).not.toContain('from_location_id');
    const missing = toMovement({ ...startDraft(item, 'adjustment'), direction: 'fewer' }, item);
    expect(Object.keys(missing)).toContain('from_location_id');
  });
});
