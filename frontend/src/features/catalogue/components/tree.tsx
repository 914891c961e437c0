import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inherited, treeIndex } from '@/shared/lib/tree';
import { stepTarget, visibleRows } from '../arranging';
import { useRowDrag } from '../drag';
import type { KindName, TreeNode } from '../kinds';
import { useDepartments, type useNodeActions } from '../use-nodes';
import { NameInput } from './name-input';
import type { NodeAct } from './node-menu';
import classes from './tree.module.css';
import { TreeRow } from './tree-row';

interface Props {
  readonly kind: KindName;
  readonly nodes: readonly TreeNode[];
  readonly actions: ReturnType<typeof useNodeActions>;
  readonly manageable: boolean;
  readonly openedId: number | undefined;
  readonly onOpen: (id: number) => void;
  readonly onMoveDialog: (node: TreeNode) => void;
  /** Under which node a new one is being named; null is the top, undefined nowhere. */
  readonly adding: number | null | undefined;
  readonly onAdding: (parentId: number | null | undefined) => void;
}

/** A tree that is walked with the arrow keys: → opens, ← closes, Enter edits, F2 renames, Delete deletes. */
export function Tree({ kind, nodes, actions, manageable, adding, onAdding, ...props }: Props) {
  const { t } = useTranslation('catalogue');
  const departments = new Map(useDepartments().map(({ id, name }) => [id, name]));
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [currentId, setCurrentId] = useState<number | null>(null);
  const [renaming, setRenaming] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const drag = useRowDrag(nodes, manageable && renaming === null, actions.move);
  const rows = visibleRows<TreeNode>(nodes, collapsed);
  const current = Math.max(
    0,
    rows.findIndex((row) => row.node.id === currentId),
  );

  const focus = (id: number | undefined) => {
    if (id === undefined) return;
    setCurrentId(id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`#node-${id}`)?.focus());
  };
  const fold = (id: number, closed: boolean) => {
    const next = new Set(collapsed);
    if (closed) next.add(id);
    else next.delete(id);
    setCollapsed(next);
  };
  const index = treeIndex<TreeNode>(nodes);
  const departmentOf = (node: TreeNode | undefined) =>
    node && 'department_id' in node ? node.department_id : null;
  const about = (node: TreeNode) => {
    if ('type' in node) return [node.city, node.address].filter(Boolean).join(', ');
    const parent = node.parent_id === null ? undefined : index.get(node.parent_id)?.node;
    const own = departmentOf(node);
    return own === null || own === departmentOf(parent) ? '' : (departments.get(own) ?? '');
  };
  const iconOf = (node: TreeNode) =>
    inherited<TreeNode, string>(index, node.id, (above) => ('icon' in above ? above.icon : null));
  const actsOf = (node: TreeNode): NodeAct[] => {
    if (!manageable) return [];
    return [
      'add',
      'rename',
      'edit',
      ...(stepTarget<TreeNode>(nodes, node, -1) ? (['up'] as const) : []),
      ...(stepTarget<TreeNode>(nodes, node, 1) ? (['down'] as const) : []),
      'move',
      node.is_active ? 'hide' : 'show',
      'remove',
    ];
  };
  const act = (node: TreeNode, what: NodeAct) => {
    if (what !== 'add' && what !== 'rename') focus(node.id);
    const step = what === 'up' ? stepTarget<TreeNode>(nodes, node, -1) : stepTarget<TreeNode>(nodes, node, 1);
    switch (what) {
      case 'add':
        fold(node.id, false);
        return onAdding(node.id);
      case 'rename':
        return setRenaming(node.id);
      case 'edit':
        return props.onOpen(node.id);
      case 'up':
      case 'down':
        return step ? actions.move(node, step) : undefined;
      case 'move':
        return props.onMoveDialog(node);
      case 'hide':
      case 'show':
        return actions.setActive(node, what === 'show');
      case 'remove':
        return void actions.remove(node);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[current];
    if (!row || !(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'treeitem')
      return;
    const { node, expanded } = row;
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => focus(rows[current + 1]?.node.id),
      ArrowUp: () => focus(rows[current - 1]?.node.id),
      Home: () => focus(rows[0]?.node.id),
      End: () => focus(rows.at(-1)?.node.id),
      ArrowRight: () => (expanded === false ? fold(node.id, false) : focus(node.children[0]?.id)),
      ArrowLeft: () => (expanded ? fold(node.id, true) : focus(node.parent_id ?? undefined)),
      Enter: manageable ? () => props.onOpen(node.id) : undefined,
      F2: manageable ? () => setRenaming(node.id) : undefined,
      Delete: manageable ? () => void actions.remove(node) : undefined,
    };
    const run = keys[event.key];
    if (!run || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    run();
  };

  const newRow = (level: number) => (
    <div className={classes.row} role="none" key="new" style={{ paddingInlineStart: 8 + (level - 1) * 24 }}>
      <span className={classes.leaf} />
      <NameInput
        label={t(`new.${kind}`)}
        initial=""
        placeholder={t(`new.${kind}`)}
        onDone={(name) => {
          const parentId = adding ?? null;
          onAdding(undefined);
          if (name === null) return focus(parentId ?? undefined);
          actions.create.mutate({ name, parentId }, { onSuccess: ({ id }) => focus(id) });
        }}
      />
    </div>
  );

  return (
    <div
      ref={list}
      role="tree"
      className={classes.tree}
      aria-label={t(`title.${kind}`)}
      onKeyDown={onKeyDown}
    >
      {adding === null ? newRow(1) : null}
      {rows.flatMap((row, index) => [
        <TreeRow
          key={row.node.id}
          row={row}
          icon={iconOf(row.node)}
          about={about(row.node)}
          current={index === current}
          opened={row.node.id === props.openedId}
          renaming={row.node.id === renaming}
          dragged={drag.draggedId === row.node.id}
          zone={drag.over?.id === row.node.id ? drag.over.zone : undefined}
          acts={actsOf(row.node)}
          drag={drag.rowProps(row.node)}
          onToggle={() => fold(row.node.id, row.expanded === true)}
          onFocus={() => setCurrentId(row.node.id)}
          onAct={(what) => act(row.node, what)}
          onRenamed={(name) => {
            setRenaming(null);
            if (name !== null) actions.rename(row.node, name);
            focus(row.node.id);
          }}
        />,
        adding === row.node.id ? newRow(row.level + 1) : null,
      ])}
    </div>
  );
}
