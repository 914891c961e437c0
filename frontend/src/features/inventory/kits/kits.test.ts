import { describe, expect, it } from 'vitest';
import type { KitLineOut } from '@/api/gen';
import { move } from './contents-draft';
import { flatLines } from './queries';

function line(id: number, contents: KitLineOut[] = []): KitLineOut {
  return {
    item: { id, name: `№ ${id}`, inventory_number: String(id), unit: 'шт', archived: false },
    is_kit: contents.length > 0,
    quantity: 1,
    expected: 1,
    here: 1,
    missing: 0,
    elsewhere: [],
    note: null,
    contents,
  };
}

describe('contents', () => {
  it('are rearranged by dragging and by arrows alike', () => {
    expect(move(['а', 'б', 'в'], 0, 2)).toEqual(['б', 'в', 'а']);
    expect(move(['а', 'б', 'в'], 2, 1)).toEqual(['а', 'в', 'б']);
  });

  it('are packed in order, what is inside after what it is in', () => {
    const flat = flatLines([line(1, [line(2, [line(3)]), line(4)]), line(3)]);
    expect(flat.map(({ line: { item }, depth }) => [item.id, depth])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 1],
      [3, 0],
    ]);
    expect(new Set(flat.map(({ key }) => key)).size).toBe(5);
  });
});
