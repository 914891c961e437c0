import { Select, type SelectProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
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

/** Every typed word begins a word of the path, or stands inside one when it is long enough to mean something. */
function matches(path: string, search: string): boolean {
  const parts = fold(path).split(/[\s,]+/);
  const words = fold(search).split(/[\s,]+/);
  return words.every((word) =>
    parts.some((part) => part.startsWith(word) || (word.length > 2 && part.includes(word))),
  );
}

/** One node of a tree. The list shows the branches, the field the whole path; typing finds by any word of the path. */
export function TreeSelectField({ nodes, value, onChange, excluded, clearable = true, ...input }: Props) {
  const { t } = useTranslation(['table', 'common']);
  const [typed, setTyped] = useState('');
  const flat = useMemo(() => flattenTree(nodes ?? []), [nodes]);
  const known = useMemo(() => new Map(flat.map((entry) => [String(entry.node.id), entry])), [flat]);
  const data = flat
    .filter(({ node }) => !excluded?.has(node.id) && (node.is_active || node.id === value))
    .map(({ node, path }) => ({ value: String(node.id), label: path.join(', ') }));
  const chosen = value === null ? undefined : known.get(String(value))?.path.join(', ');
  const searching = typed.trim() !== '' && typed !== chosen;
  return (
    <Select
      {...input}
      data={data}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      allowDeselect={false}
      nothingFoundMessage={nodes ? t('filters.nothing') : t('common:loading')}
      maxDropdownHeight={320}
      onSearchChange={setTyped}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && matches(option.label, search))
      }
      renderOption={({ option, checked }) => {
        const entry = known.get(option.value);
        return (
          <span
            className={classes.option}
            style={{ paddingInlineStart: searching ? 0 : (entry?.depth ?? 0) * 16 }}
          >
            <span>
              {entry?.node.name ?? option.label}
              {searching && entry?.parent ? (
                <small className={classes.above}>{entry.path.slice(0, -1).join(', ')}</small>
              ) : null}
            </span>
            {checked ? <IconCheck size={14} aria-hidden="true" /> : null}
          </span>
        );
      }}
    />
  );
}
