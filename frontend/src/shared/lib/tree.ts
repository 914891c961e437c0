interface Branch {
  readonly id: number;
  readonly name: string;
  readonly children: readonly Branch[];
}

/** A node of a tree with what its place in it says. */
export interface Flat<T> {
  readonly node: T;
  /** 0 at the top. */
  readonly depth: number;
  /** Names from the top down, the node's own last. */
  readonly path: readonly string[];
  readonly parent: T | null;
}

/** Every node of a tree, parents before children. */
export function flattenTree<T extends Branch & { readonly children: readonly T[] }>(
  nodes: readonly T[],
  above: Flat<T> | null = null,
): Flat<T>[] {
  return nodes.flatMap((node) => {
    const flat: Flat<T> = {
      node,
      depth: above ? above.depth + 1 : 0,
      path: [...(above?.path ?? []), node.name],
      parent: above?.node ?? null,
    };
    return [flat, ...flattenTree(node.children, flat)];
  });
}

/** The ids of a node and everything below it. */
export function subtreeIds(node: Branch): Set<number> {
  return new Set([node.id, ...node.children.flatMap((child) => [...subtreeIds(child)])]);
}

const indexes = new WeakMap<object, ReadonlyMap<number, Flat<Branch>>>();

/** Nodes by id; made once for every answer of the server. */
export function treeIndex<T extends Branch & { readonly children: readonly T[] }>(
  nodes: readonly T[],
): ReadonlyMap<number, Flat<T>> {
  const known = indexes.get(nodes);
  // The map was made of these very nodes, so it holds their type.
  if (known) return known as unknown as ReadonlyMap<number, Flat<T>>;
  const index = new Map(flattenTree(nodes).map((flat) => [flat.node.id, flat]));
  indexes.set(nodes, index);
  return index;
}

/** The nearest value at a node or above it that is set: a branch inherits what it does not say itself. */
export function inherited<T extends Branch & { readonly children: readonly T[] }, V>(
  index: ReadonlyMap<number, Flat<T>>,
  id: number | null,
  read: (node: T) => V | null,
): V | null {
  let flat = id === null ? undefined : index.get(id);
  while (flat) {
    const value = read(flat.node);
    if (value !== null) return value;
    flat = flat.parent ? index.get(flat.parent.id) : undefined;
  }
  return null;
}
