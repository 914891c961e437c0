import { describe, expect, it } from 'vitest';
import { byLine, otherItem, withItem, withList } from './draft';
import { parsePhrase } from './phrases';

const chair = { id: 1, name: 'Кресло', inventory_number: 'INV-1', unit: 'шт.', quantity: 6 };

describe('lines of a title that are being written down', () => {
  it('puts the newest first and counts the same item together', () => {
    const once = withItem([], chair, 2);
    const twice = withItem(withItem(once, { ...chair, id: 2 }, 1), chair, 3);
    expect(twice.map((line) => [line.item.id, line.quantity])).toEqual([
      [1, 5],
      [2, 1],
    ]);
  });

  it('reads a list in its order, keeps what is not found and what else fits', () => {
    const resolved = (text: string, quantity: number, ids: number[]) => ({
      phrase: parsePhrase(text),
      quantity,
      items: ids.map((id) => ({ ...chair, id })),
      error: null,
    });
    const old = withItem([], { ...chair, id: 9 }, 1);
    const { lines, unfound } = withList(old, [
      resolved('кресло', 2, [1]),
      resolved('люстра', 3, []),
      resolved('стул', 4, [2, 3]),
      resolved('кресло красное', 5, [1]),
    ]);
    expect(lines.map((line) => [line.item.id, line.quantity])).toEqual([
      [1, 7],
      [2, 4],
      [9, 1],
    ]);
    expect(unfound).toMatchObject([{ text: 'люстра', quantity: 3 }]);
    const guess = lines[1];
    const swapped = guess && otherItem(guess, { ...chair, id: 3 });
    expect([swapped?.item.id, swapped?.guess?.others.map(({ id }) => id)]).toEqual([3, [2]]);
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
