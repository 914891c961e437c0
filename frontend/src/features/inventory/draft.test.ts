import { describe, expect, it } from 'vitest';
import { differences, merge } from './conflict';
import { emptyDraft, itemSchema, toNew, toUpdate } from './item-draft';
import { decimalField, parseDecimal, sizeText } from './measures';

describe('amounts', () => {
  it('are read as people write them', () => {
    expect(parseDecimal('12 500,00')).toBe('12500.00');
    expect(parseDecimal('12 500 ₽')).toBe('12500');
    expect(parseDecimal('0.5')).toBe('0.5');
    expect(parseDecimal('7,')).toBe('7');
    expect(parseDecimal('  ')).toBeNull();
  });

  it('are refused when they are none', () => {
    for (const text of ['много', '1,234', '-5', '1.2.3', '12345678901'])
      expect(parseDecimal(text)).toBeUndefined();
  });

  it('come back unchanged through the field', () => {
    for (const value of ['12500.00', '0.50', '64.00']) {
      expect(Number(parseDecimal(decimalField(value)))).toBe(Number(value));
    }
    expect(decimalField('12500.00')).toBe('12\u00a0500');
    expect(decimalField('12500.50')).toBe('12\u00a0500,50');
    expect(decimalField(null)).toBe('');
  });

  it('of size name only known sides', () => {
    expect(sizeText({ width: '62.00', height: null, depth: '64.50' })).toBe('Ш 62 × Г 64,5 см');
    expect(sizeText({ width: null, height: null, depth: null })).toBeNull();
  });
});

describe('the item form', () => {
  const chair = { ...emptyDraft(), name: ' Кресло ', purchase_price: '12 500,00', quantity: 40 };

  it('sends trimmed words, decimals and nulls for what is empty', () => {
    expect(toNew(chair)).toMatchObject({
      name: 'Кресло',
      inventory_number: null,
      purchase_price: '12500.00',
      current_value: null,
      quantity: 40,
      status: 'in_stock',
    });
    expect(Object.keys(toUpdate(chair))).not.toContain('quantity');
  });

  it('wants a name, and amounts that are amounts', () => {
    expect(itemSchema.safeParse(chair).success).toBe(true);
    expect(itemSchema.safeParse({ ...chair, name: ' ' }).success).toBe(false);
    expect(itemSchema.safeParse({ ...chair, weight: 'тяжёлое' }).success).toBe(false);
    expect(itemSchema.safeParse({ ...chair, min_quantity: '1,5' }).success).toBe(false);
  });

  it('wants every own field named once', () => {
    const fields = (...names: string[]) => ({
      ...chair,
      custom_fields: names.map((key) => ({ key, value: 'бархат' })),
    });
    expect(itemSchema.safeParse(fields('Ткань', 'Подкладка')).success).toBe(true);
    expect(itemSchema.safeParse(fields('Ткань', 'ткань ')).success).toBe(false);
    expect(itemSchema.safeParse(fields('')).success).toBe(false);
    expect(toUpdate({ ...chair, custom_fields: [{ key: '', value: '' }] }).custom_fields).toEqual({});
  });
});

describe('a conflict', () => {
  const base = { ...emptyDraft(), name: 'Кресло', model: 'А', tag_ids: [1, 2] };

  it('names what others changed, and what both did', () => {
    const theirs = { ...base, name: 'Кресло красное', model: 'Б', tag_ids: [2, 1] };
    const mine = { ...base, name: 'Кресло бордовое', serial_number: '7' };
    expect(differences(base, theirs, mine)).toEqual([
      { field: 'name', mine: true },
      { field: 'model', mine: false },
    ]);
  });

  it('is none when only the balances moved', () => {
    expect(differences(base, { ...base, quantity: 12, status: 'on_stage', location_id: 4 }, base)).toEqual(
      [],
    );
  });

  it('is merged with nothing typed lost', () => {
    const theirs = { ...base, name: 'Кресло красное', model: 'Б' };
    const mine = { ...base, name: 'Кресло бордовое', description: 'гнутая спинка' };
    expect(merge(base, theirs, mine)).toMatchObject({
      name: 'Кресло бордовое',
      model: 'Б',
      description: 'гнутая спинка',
    });
  });
});
