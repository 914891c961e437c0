import { describe, expect, it } from 'vitest';
import { movePatches, stepTarget, visibleRows } from './arranging';
import { zoneAt } from './drag';

interface Node {
  id: number;
  name: string;
  version: number;
  parent_id: number | null;
  sort_order: number;
  children: Node[];
}

function node(id: number, parent_id: number | null, sort_order: number, children: Node[] = []): Node {
  return { id, name: `№${id}`, version: 1, parent_id, sort_order, children };
}

const tree = [node(1, null, 0, [node(11, 1, 0), node(12, 1, 1), node(13, 1, 2)]), node(2, null, 1)];

describe('a move in the tree', () => {
  it('renumbers only the siblings that change places', () => {
    expect(movePatches(tree, 13, { parentId: 1, index: 1 })).toEqual([
      { id: 13, version: 1, change: { sort_order: 1 } },
      { id: 12, version: 1, change: { sort_order: 2 } },
    ]);
  });

  it('to another parent changes the parent, with the number when it differs', () => {
    expect(movePatches(tree, 12, { parentId: 2, index: 0 })).toEqual([
      { id: 12, version: 1, change: { parent_id: 2, sort_order: 0 } },
    ]);
    expect(movePatches(tree, 12, { parentId: null, index: 2 })).toEqual([
      { id: 12, version: 1, change: { parent_id: null, sort_order: 2 } },
    ]);
  });

  it('to its own place changes nothing', () => {
    expect(movePatches(tree, 12, { parentId: 1, index: 1 })).toEqual([]);
    expect(movePatches(tree, 12, { parentId: 1, index: 2 })).toEqual([]);
  });

  it('steps among siblings and stops at the edge', () => {
    const [first] = tree[0]?.children ?? [];
    if (!first) throw new Error('the tree has no children');
    expect(stepTarget(tree, first, -1)).toBeNull();
    const down = stepTarget(tree, first, 1);
    expect(down).toEqual({ parentId: 1, index: 2 });
    expect(movePatches(tree, 11, down ?? { parentId: null, index: 0 }).map(({ id }) => id)).toEqual([12, 11]);
  });
});

describe('the rows of a tree', () => {
  it('hide what is below a closed node', () => {
    expect(visibleRows(tree, new Set()).map((row) => row.node.id)).toEqual([1, 11, 12, 13, 2]);
    expect(visibleRows(tree, new Set([1])).map((row) => [row.node.id, row.expanded])).toEqual([
      [1, false],
      [2, undefined],
    ]);
  });

  it('know their level and place', () => {
    expect(visibleRows(tree, new Set())[2]).toMatchObject({ level: 2, position: 2, siblings: 3 });
  });
});

describe('a drop', () => {
  it('goes before, inside or after by the height', () => {
    expect([zoneAt(4, 36), zoneAt(18, 36), zoneAt(33, 36)]).toEqual(['before', 'inside', 'after']);
  });
});
