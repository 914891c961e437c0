import { describe, expect, it } from 'vitest';
import { byLine, parsePhrase, withItem } from './draft';

const chair = { id: 1, name: 'Кресло', inventory_number: 'INV-1', unit: 'шт.', quantity: 6 };

describe('what is typed for a need', () => {
  it.each([
    ['кресло', 'кресло', null],
    ['кресло *6', 'кресло', 6],
    ['кресло × 12', 'кресло', 12],
    ['кресло х6', 'кресло', 6],
    ['кресло *', 'кресло', null],
    ['штанкет 12', 'штанкет 12', null],
    ['4к2', '4к2', null],
    ['трюмо х', 'трюмо х', null],
  ])('%s', (text, q, quantity) => {
    expect(parsePhrase(text)).toEqual({ q, quantity });
  });

  it('puts the newest first and counts the same item together', () => {
    const once = withItem([], chair, 2);
    const twice = withItem(withItem(once, { ...chair, id: 2 }, 1), chair, 3);
    expect(twice.map((line) => [line.item.id, line.quantity])).toEqual([
      [1, 5],
      [2, 1],
    ]);
  });

  it('finds the lines that the server speaks of', () => {
    const { lines, rest } = byLine([
      { field: 'lines.3.inventory_item_id', message: 'уже есть' },
      { field: 'body', message: 'другое' },
    ]);
    expect([...lines]).toEqual([[3, 'уже есть']]);
    expect(rest).toEqual(['другое']);
  });
});
