import type { FilterOption } from './types';

interface Node {
  readonly id: number;
  readonly name: string;
  readonly item_count?: number;
  readonly children?: readonly Node[];
}

/** Flattens a tree of the API (categories, locations) into options with their depth. */
export function treeOptions(nodes: readonly Node[], depth = 0): FilterOption<number>[] {
  return nodes.flatMap((node) => [
    {
      value: node.id,
      label: node.name,
      depth,
      ...(node.item_count === undefined ? {} : { count: node.item_count }),
    },
    ...treeOptions(node.children ?? [], depth + 1),
  ]);
}
