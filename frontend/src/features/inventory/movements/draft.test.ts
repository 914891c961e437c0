import { describe, expect, it } from 'vitest';
import type { Balance, ItemOut, ItemStatus, LocationNode, MovementOut } from '@/api/gen';
import { actOf } from './acts';
import { checkDraft, originOf, preview, startDraft, toMovement } from './draft';

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
    photo: null,
    photos: [],
    unit_count: 0,
    is_kit: false,
    kits: [],
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
    warnings: [],
    care: { state: null, blocks_issue: false, reasons: [] },
    low_stock: false,
  };
}

function place(id: number, type: LocationNode['type']): LocationNode {
  return {
    id,
    type,
    version: 1,
    name: `№${id}`,
    code: `c${id}`,
    description: null,
    parent_id: null,
    address: null,
    city: null,
    is_active: true,
    sort_order: 0,
    item_count: 0,
    children: [],
  } as LocationNode;
}

function moved(patch: Partial<MovementOut>): MovementOut {
  return {
    id: 1,
    movement_type: 'issue',
    quantity: 6,
    from_location: { id: 1, name: '№1' },
    from_status: 'in_stock',
    to_location: { id: 2, name: '№2' },
    to_status: 'on_stage',
    performance: { id: 7, title: 'Чайка' },
    batch: null,
    units: [],
    undoes_id: null,
    undone_by_id: null,
    can_undo: false,
    comment: null,
    created_at: '2026-11-18T06:40:00Z',
    created_by: null,
    ...patch,
  };
}

const item = itemWith(chairs);
const places = [place(9, 'warehouse'), place(2, 'stage'), place(3, 'workshop')];
const known = { item, history: [moved({})], places };

describe('a movement begins', () => {
  it('with the free pieces, at the usual place of its kind', () => {
    expect(startDraft(actOf('issue'), known)).toMatchObject({
      source: '1:in_stock',
      to_location_id: 2,
      quantity: 1,
      performance: null,
    });
    expect(startDraft(actOf('repair_out'), known)).toMatchObject({ source: '1:in_stock', to_location_id: 3 });
    expect(startDraft(actOf('transfer'), known)).toMatchObject({ source: '1:in_stock', to_location_id: 1 });
  });

  it('with the balance that was pressed', () => {
    expect(startDraft(actOf('transfer'), known, held(3, 'in_repair', 4))).toMatchObject({
      source: '3:in_repair',
      to_location_id: 3,
      to_status: 'in_repair',
    });
  });

  it('on its way back with everything, home and with its title', () => {
    expect(startDraft(actOf('return'), known)).toMatchObject({
      source: '2:on_stage',
      quantity: 6,
      to_location_id: 1,
      performance: { id: 7 },
    });
  });
});

describe('where pieces came from', () => {
  const stage = held(2, 'on_stage', 6);
  it('is told by the newest movements that explain them', () => {
    const history = [
      moved({ id: 3, quantity: 4 }),
      moved({ id: 2, quantity: 4 }),
      moved({ from_location: null }),
    ];
    expect(originOf(stage, history)).toEqual({ to_location_id: 1, performance: { id: 7, title: 'Чайка' } });
  });

  it('is open when two places or two titles explain them, or too few pieces', () => {
    const other = { id: 8, title: 'Гроза' };
    expect(originOf(stage, [moved({ quantity: 3, performance: other }), moved({})])).toEqual({
      to_location_id: 1,
    });
    expect(originOf(stage, [moved({ quantity: 3, from_location: null }), moved({})])).toEqual({
      performance: { id: 7, title: 'Чайка' },
    });
    expect(originOf(stage, [moved({ quantity: 5 })])).toEqual({});
  });

  it('is not told by what was taken back, nor by what came from elsewhere than home', () => {
    expect(originOf(stage, [moved({ undone_by_id: 5 }), moved({ undoes_id: 4 })])).toEqual({});
    expect(originOf(stage, [moved({ from_status: 'in_repair', performance: null })])).toEqual({});
  });
});

describe('a draft', () => {
  const transfer = actOf('transfer');
  const draft = startDraft(transfer, known);

  it('refuses more pieces than lie there, none at all, and a way that leads nowhere', () => {
    const gone = { ...startDraft(actOf('write_off'), known), quantity: 31 };
    expect(checkDraft(actOf('write_off'), gone, item)).toEqual({ quantity: 'tooMany' });
    expect(checkDraft(actOf('write_off'), { ...gone, quantity: 30 }, item)).toEqual({});
    expect(checkDraft(transfer, { ...draft, quantity: null }, item)).toEqual({ quantity: 'required' });
    expect(checkDraft(transfer, draft, item)).toEqual({ to_location_id: 'nowhere' });
    expect(checkDraft(transfer, { ...draft, to_status: 'reserved' }, item)).toEqual({});
    expect(checkDraft(actOf('unreserve'), startDraft(actOf('unreserve'), known), item)).toEqual({
      source: 'required',
    });
  });

  it('names both ends, a place without a name too', () => {
    const filled = { ...draft, quantity: 6, to_location_id: null, comment: '  к «Чайке» ' };
    expect(toMovement(transfer, filled, item)).toEqual({
      movement_type: 'transfer',
      quantity: 6,
      from_location_id: 1,
      from_status: 'in_stock',
      to_location_id: null,
      to_status: 'in_stock',
      performance_id: null,
      comment: 'к «Чайке»',
    });
  });

  it('names only the ends that its kind has', () => {
    const keys = (kind: Parameters<typeof actOf>[0], patch = {}) =>
      Object.keys(toMovement(actOf(kind), { ...startDraft(actOf(kind), known), ...patch }, item));
    expect(keys('write_off')).not.toContain('to_location_id');
    expect(keys('reserve')).not.toContain('to_location_id');
    expect(keys('receipt')).not.toContain('from_location_id');
    expect(keys('receipt')).not.toContain('performance_id');
    expect(keys('adjustment', { direction: 'more' })).toContain('to_location_id');
    expect(keys('adjustment', { direction: 'more' })).not.toContain('from_location_id');
    expect(keys('adjustment')).toContain('from_location_id');
    expect(keys('adjustment')).not.toContain('to_location_id');
  });

  it('shows the balances before and after', () => {
    const issue = { ...startDraft(actOf('issue'), known), quantity: 4 };
    expect(preview(actOf('issue'), issue, item)).toEqual([
      { location_id: 1, status: 'in_stock', before: 30, after: 26 },
      { location_id: 2, status: 'on_stage', before: 6, after: 10 },
    ]);
    const reserve = { ...startDraft(actOf('reserve'), known), quantity: 30 };
    expect(preview(actOf('reserve'), reserve, item)).toEqual([
      { location_id: 1, status: 'in_stock', before: 30, after: 0 },
      { location_id: 1, status: 'reserved', before: 0, after: 30 },
    ]);
    expect(preview(actOf('issue'), { ...issue, quantity: 31 }, item)).toEqual([]);
  });
});
