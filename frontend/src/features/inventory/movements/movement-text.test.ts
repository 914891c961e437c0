import { beforeAll, describe, expect, it } from 'vitest';
import type { MovementOut } from '@/api/gen';
import { loadTexts } from '@/i18n';
import { movementQuantity, movementRoute, movementSentence } from './movement-text';

const base: MovementOut = {
  id: 1,
  movement_type: 'transfer',
  quantity: 6,
  from_location: { id: 1, name: 'Склад А' },
  from_status: 'in_stock',
  to_location: { id: 2, name: 'Основная сцена' },
  to_status: 'on_stage',
  performance: null,
  batch: null,
  units: [],
  undoes_id: null,
  undone_by_id: null,
  can_undo: false,
  comment: null,
  created_at: '2026-11-18T06:40:00Z',
  created_by: null,
};
const name = (place: { name: string }) => place.name;

beforeAll(() => loadTexts('movements'));

describe('a movement in words', () => {
  it('says what happened and where pieces went', () => {
    const issue: MovementOut = { ...base, movement_type: 'issue' };
    expect(movementSentence(issue, 'шт')).toBe('Выдано 6 шт');
    expect(movementRoute(issue, name)).toBe('Склад А → Основная сцена');
    expect(movementSentence({ ...issue, undoes_id: 5 }, 'шт')).toBe('Отмена: выдача, 6 шт');
  });

  it('adds the status that neither the kind nor the place tells', () => {
    expect(movementRoute({ ...base, to_status: 'in_repair' }, name)).toBe(
      'Склад А → Основная сцена (В ремонте)',
    );
    expect(movementRoute({ ...base, movement_type: 'repair_out', to_status: 'in_repair' }, name)).toBe(
      'Склад А → Основная сцена',
    );
  });

  it('says what changed when the place did not', () => {
    const repaired: MovementOut = { ...base, to_location: base.from_location, to_status: 'in_repair' };
    expect(movementRoute(repaired, name)).toBe('Склад А: На складе → В ремонте');
    expect(movementRoute({ ...repaired, movement_type: 'reserve', to_status: 'reserved' }, name)).toBe(
      'Склад А',
    );
  });

  it('signs corrections', () => {
    const missing: MovementOut = { ...base, movement_type: 'adjustment', to_location: null, to_status: null };
    expect(movementRoute(missing, name)).toBe('Склад А');
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
    expect(movementRoute(receipt, name)).toBe('Без места');
  });
});
