import { Select, type SelectProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { flattenTree } from '@/shared/lib/tree';
import classes from './tree-select.module.css';

interface TreeNode {
  readonly id: number;
  readonly name: string;
  readonly is_active: boolean;
  readonly children: readonly TreeNode[];
}

type Props = Pick<
  SelectProps,
  'label' | 'description' | 'placeholder' | 'error' | 'onBlur' | 'withAsterisk' | 'disabled' | 'className'
> & {
  /** Undefined while the tree is loading. */
  readonly nodes: readonly TreeNode[] | undefined;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** Cannot be chosen, for example a node's own branch when it moves. */
  readonly excluded?: ReadonlySet<number>;
  readonly clearable?: boolean;
};

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** One node of a tree. The list shows the branches, the field the whole path; typing finds by any word of the path. */
export function TreeSelectField({ nodes, value, onChange, excluded, clearable = true, ...input }: Props) {
  const { t } = useTranslation(['table', 'common']);
  const flat = useMemo(() => flattenTree(nodes ?? []), [nodes]);
  const known = useMemo(() => new Map(flat.map((entry) => [String(entry.node.id), entry])), [flat]);
  const data = flat
    .filter(({ node }) => !excluded?.has(node.id) && (node.is_active || node.id === value))
    .map(({ node, path }) => ({ value: String(node.id), label: path.join(', ') }));
  return (
    <Select
      {...input}
      data={data}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      allowDeselect={false}
      nothingFoundMessage={nodes ? t('filters.nothing') : t('common:loading')}
      maxDropdownHeight={320}
      filter={({ options, search }) => {
        const words = fold(search).split(/[\s,]+/);
        return options.filter(
          (option) => 'label' in option && words.every((word) => fold(option.label).includes(word)),
        );
      }}
      renderOption={({ option, checked }) => {
        const entry = known.get(option.value);
        return (
          <span className={classes.option} style={{ paddingInlineStart: (entry?.depth ?? 0) * 16 }}>
            <span>{entry?.node.name ?? option.label}</span>
            {checked ? <IconCheck size={14} aria-hidden="true" /> : null}
          </span>
        );
      }}
    />
  );
}
