interface Node {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly parent_id: number | null;
  readonly sort_order: number;
  readonly children: readonly Node[];
}

/** Where a node is put: under a parent (null: at the top), before the child with this index. */
export interface Target {
  readonly parentId: number | null;
  readonly index: number;
}

export interface NodePatch {
  readonly id: number;
  readonly version: number;
  readonly change: { parent_id?: number | null; sort_order?: number };
}

function find<T extends Node & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  id: number,
): T | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children, id);
    if (found) return found;
  }
  return undefined;
}

/** The children of a node, or the top of the tree. */
export function childrenOf<T extends Node & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  parentId: number | null,
): readonly T[] {
  return parentId === null ? nodes : (find(nodes, parentId)?.children ?? []);
}

/** The changes that bring a node to its place: itself, and the siblings whose number is no longer right. */
export function movePatches<T extends Node & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  id: number,
  target: Target,
): NodePatch[] {
  const moved = find(nodes, id);
  if (!moved) return [];
  const siblings = childrenOf(nodes, target.parentId);
  const before = siblings.slice(0, target.index).filter((node) => node.id !== id);
  const after = siblings.slice(target.index).filter((node) => node.id !== id);
  const order = [...before, moved, ...after];
  return order.flatMap((node, sort_order): NodePatch[] => {
    const parent = node.id === id && node.parent_id !== target.parentId ? { parent_id: target.parentId } : {};
    const place = node.sort_order === sort_order ? {} : { sort_order };
    const change = { ...parent, ...place };
    return Object.keys(change).length > 0 ? [{ id: node.id, version: node.version, change }] : [];
  });
}

/** One step up or down among its siblings; null at the edge. */
export function stepTarget<T extends Node & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  node: Node,
  step: 1 | -1,
): Target | null {
  const siblings = childrenOf(nodes, node.parent_id);
  const index = siblings.findIndex((sibling) => sibling.id === node.id);
  const next = index + step;
  if (index < 0 || next < 0 || next >= siblings.length) return null;
  return { parentId: node.parent_id, index: step < 0 ? next : next + 1 };
}

/** The rows of a tree that are to be seen, with what assistive technology must know of each. */
export interface Row<T> {
  readonly node: T;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly expanded: boolean | undefined;
}

export function visibleRows<T extends Node & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  collapsed: ReadonlySet<number>,
  level = 1,
): Row<T>[] {
  return nodes.flatMap((node, index) => {
    const expanded = node.children.length > 0 ? !collapsed.has(node.id) : undefined;
    const row = { node, level, position: index + 1, siblings: nodes.length, expanded };
    return [row, ...(expanded ? visibleRows(node.children, collapsed, level + 1) : [])];
  });
}
