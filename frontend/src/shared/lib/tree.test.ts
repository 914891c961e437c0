import { expect, it } from 'vitest';
import { flattenTree, inherited, subtreeIds, treeIndex } from './tree';

interface Node {
  id: number;
  name: string;
  icon: string | null;
  children: Node[];
}
const shelf: Node = { id: 3, name: 'Полка', icon: null, children: [] };
const rack: Node = { id: 2, name: 'Стеллаж 1', icon: null, children: [shelf] };
const store: Node = { id: 1, name: 'Склад А', icon: 'box', children: [rack] };

it('knows the path, depth and parent of every node', () => {
  expect(flattenTree([store]).map(({ path, depth, parent }) => [path.join(', '), depth, parent?.id])).toEqual(
    [
      ['Склад А', 0, undefined],
      ['Склад А, Стеллаж 1', 1, 1],
      ['Склад А, Стеллаж 1, Полка', 2, 2],
    ],
  );
});

it('finds what is below a node', () => {
  expect([...subtreeIds(rack)]).toEqual([2, 3]);
});

it('inherits from the nearest node above that says something', () => {
  const index = treeIndex([store]);
  expect(inherited(index, 3, (node) => node.icon)).toBe('box');
  expect(inherited(index, null, (node) => node.icon)).toBeNull();
  expect(inherited(index, 99, (node) => node.icon)).toBeNull();
});
