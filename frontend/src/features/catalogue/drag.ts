import { type DragEvent, useState } from 'react';
import { subtreeIds } from '@/shared/lib/tree';
import { childrenOf, type Target } from './arranging';
import type { TreeNode } from './kinds';

export type Zone = 'before' | 'inside' | 'after';

export interface Over {
  readonly id: number;
  readonly zone: Zone;
}

/** Which third of a row the pointer is over. */
export function zoneAt(y: number, height: number): Zone {
  if (y < height * 0.28) return 'before';
  return y > height * 0.72 ? 'after' : 'inside';
}

/** Where a drop on a row's zone puts the node. */
export function dropTarget(nodes: readonly TreeNode[], row: TreeNode, zone: Zone): Target {
  if (zone === 'inside') return { parentId: row.id, index: row.children.length };
  const index = childrenOf<TreeNode>(nodes, row.parent_id).findIndex((node) => node.id === row.id);
  return { parentId: row.parent_id, index: zone === 'before' ? index : index + 1 };
}

/** Dragging rows of the tree with the mouse; the menu does the same by keyboard and touch. */
export function useRowDrag(
  nodes: readonly TreeNode[],
  enabled: boolean,
  onMove: (node: TreeNode, target: Target) => void,
) {
  const [dragged, setDragged] = useState<TreeNode | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const zoneOf = (event: DragEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return zoneAt(event.clientY - box.top, box.height);
  };
  const allowed = (row: TreeNode) => dragged !== null && !subtreeIds(dragged).has(row.id);
  return {
    draggedId: dragged?.id,
    over,
    rowProps: (row: TreeNode) =>
      enabled
        ? {
            draggable: true,
            onDragStart: (event: DragEvent<HTMLElement>) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', row.name);
              setDragged(row);
            },
            onDragOver: (event: DragEvent<HTMLElement>) => {
              if (!allowed(row)) return;
              event.preventDefault();
              const zone = zoneOf(event);
              if (over?.id !== row.id || over.zone !== zone) setOver({ id: row.id, zone });
            },
            onDrop: (event: DragEvent<HTMLElement>) => {
              event.preventDefault();
              if (dragged && allowed(row)) onMove(dragged, dropTarget(nodes, row, zoneOf(event)));
              end();
            },
            onDragEnd: end,
          }
        : {},
  };
}
