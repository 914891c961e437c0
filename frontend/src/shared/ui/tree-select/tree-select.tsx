import { useMemo } from 'react';
import { flattenTree } from '@/shared/lib/tree';
import { SearchSelect } from '../search-select';
import type { FieldProps } from '../search-select/types';

interface TreeNode {
  readonly id: number;
  readonly name: string;
  readonly is_active: boolean;
  readonly children: readonly TreeNode[];
}

type Props = FieldProps & {
  /** Undefined while the tree is loading. */
  readonly nodes: readonly TreeNode[] | undefined;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** Cannot be chosen, for example a node's own branch when it moves. */
  readonly excluded?: ReadonlySet<number>;
  readonly clearable?: boolean;
};

/** One node of a tree. The list shows the branches, the field the whole path; typing finds by any word of the path. */
export function TreeSelectField({ nodes, value, onChange, excluded, clearable = true, ...field }: Props) {
  const flat = useMemo(() => flattenTree(nodes ?? []), [nodes]);
  const options = flat
    .filter(({ node }) => !excluded?.has(node.id) && (node.is_active || node.id === value))
    .map(({ node, path, depth }) => ({
      value: String(node.id),
      label: path.join(', '),
      name: node.name,
      about: path.slice(0, -1).join(', '),
      depth,
    }));
  const chosen = value === null ? undefined : flat.find(({ node }) => node.id === value);
  return (
    <SearchSelect
      {...field}
      options={nodes && options}
      value={value === null ? null : String(value)}
      chosenLabel={chosen?.path.join(', ')}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      clearable={clearable}
      limit={500}
    />
  );
}
