import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconEyeOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { HTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { CategoryIcon } from '@/shared/ui/category-icon/category-icon';
import type { Row } from '../arranging';
import type { Zone } from '../drag';
import { locationIcon, type TreeNode } from '../kinds';
import { NameInput } from './name-input';
import { type NodeAct, NodeMenu } from './node-menu';
import classes from './tree.module.css';

function NodeIcon({ node, icon }: { node: TreeNode; icon: string | null }) {
  if (!('type' in node)) return <CategoryIcon name={icon} size={14} />;
  const Glyph = locationIcon[node.type];
  return (
    <span className={classes.glyph} aria-hidden="true">
      <Glyph size={14} stroke={1.6} />
    </span>
  );
}

interface Props {
  readonly row: Row<TreeNode>;
  /** Of a category: its own picture or the nearest one above. */
  readonly icon: string | null;
  /** Department or address; told after the name. */
  readonly about: string;
  readonly current: boolean;
  readonly opened: boolean;
  readonly renaming: boolean;
  readonly dragged: boolean;
  readonly zone: Zone | undefined;
  readonly acts: readonly NodeAct[];
  readonly drag: HTMLAttributes<HTMLElement>;
  readonly onToggle: () => void;
  readonly onFocus: () => void;
  readonly onAct: (act: NodeAct) => void;
  readonly onRenamed: (name: string | null) => void;
}

/** One node: its picture, name and facts, how many items it holds, and its menu. */
export function TreeRow({ row, about, current, opened, renaming, acts, ...props }: Props) {
  const { t } = useTranslation('catalogue');
  const { node, level, expanded } = row;
  const stop = current ? 0 : -1;
  const filter = 'type' in node ? { location: [node.id] } : { category: [node.id] };
  return (
    <div
      {...props.drag}
      id={`node-${node.id}`}
      role="treeitem"
      className={classes.row}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={expanded}
      aria-selected={opened}
      tabIndex={stop}
      data-opened={opened || undefined}
      data-dragged={props.dragged || undefined}
      data-zone={props.zone}
      data-hidden-node={node.is_active ? undefined : true}
      style={{ paddingInlineStart: 8 + (level - 1) * 24 }}
      onFocus={props.onFocus}
      onDoubleClick={() => acts.includes('rename') && props.onAct('rename')}
    >
      {expanded === undefined ? (
        <span className={classes.leaf} />
      ) : (
        <ActionIcon
          size="sm"
          className={classes.chevron ?? ''}
          tabIndex={-1}
          // The row itself says whether it is open, and answers to the arrow keys.
          aria-hidden="true"
          onClick={props.onToggle}
        >
          <IconChevronRight size={14} stroke={1.8} data-open={expanded || undefined} />
        </ActionIcon>
      )}
      <NodeIcon node={node} icon={props.icon} />
      {renaming ? (
        <NameInput label={t('action.rename')} initial={node.name} onDone={props.onRenamed} />
      ) : (
        <span className={classes.names}>
          {'color' in node && node.color ? (
            <i className={classes.dot} style={{ background: node.color }} aria-hidden="true" />
          ) : null}
          <span className={classes.name}>{node.name}</span>
          {node.is_active ? null : (
            <span className={classes.off}>
              <IconEyeOff size={12} aria-hidden="true" />
              {t('inactive')}
            </span>
          )}
          <span className={classes.about}>{about}</span>
        </span>
      )}
      {node.item_count > 0 ? (
        <Link
          to="/inventory"
          search={filter}
          className={classes.count}
          tabIndex={stop}
          aria-label={t('showItems', { count: node.item_count })}
        >
          {formatNumber(node.item_count)}
        </Link>
      ) : (
        <span className={classes.zero}>0</span>
      )}
      {acts.length > 0 ? <NodeMenu name={node.name} acts={acts} tabIndex={stop} onAct={props.onAct} /> : null}
    </div>
  );
}
