import { describe, expect, it } from 'vitest';
import type { TagOut } from '@/api/gen';
import { branchOf, tagLines } from './tag-tree';

const tag = (id: number, name: string, parent_id: number | null): TagOut => ({
  id,
  name,
  parent_id,
  version: 1,
  color: null,
  usage_count: 0,
  item_count: 0,
});
const tags = [tag(1, 'Эпоха', null), tag(2, 'XIX век', 1), tag(3, 'Чёрное', null), tag(4, 'Модерн', 2)];

describe('tags as a tree', () => {
  it('puts children under their parents', () => {
    expect(tagLines(tags, '').map((line) => [line.tag.id, line.depth])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
      [3, 0],
    ]);
  });

  it('keeps what is above a hit and takes е for ё', () => {
    expect(tagLines(tags, 'модерн').map((line) => line.tag.id)).toEqual([1, 2, 4]);
    expect(tagLines(tags, 'черн').map((line) => line.tag.id)).toEqual([3]);
  });

  it('knows where a tag cannot go', () => {
    expect([...branchOf(tags, 1)]).toEqual([1, 2, 4]);
  });
});
