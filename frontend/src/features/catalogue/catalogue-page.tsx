import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { treeIndex } from '@/shared/lib/tree';
import { useCan } from '@/shared/permissions';
import { SplitView } from '@/shared/ui/drawer';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import classes from './catalogue-page.module.css';
import { MoveDialog } from './components/move-dialog';
import { NodeDrawer } from './components/node-drawer';
import { RefusalDialog } from './components/refusal-dialog';
import { Tree } from './components/tree';
import type { KindName, TreeNode } from './kinds';
import { Tabs } from './tabs';
import { useNodeActions, useTree } from './use-nodes';

const NOTHING: readonly TreeNode[] = [];
const WAITING = [0, 1, 2, 3, 4, 5, 6, 7];
const ADDRESS = { category: '/catalogue/categories', location: '/catalogue/locations' } as const;

/** One of the two trees and everything that is done to it. */
export function CataloguePage({ kind, nodeId }: { kind: KindName; nodeId: number | undefined }) {
  const { t } = useTranslation('catalogue');
  const can = useCan();
  const navigate = useNavigate();
  const query = useTree(kind);
  const nodes: readonly TreeNode[] = query.data?.items ?? NOTHING;
  const actions = useNodeActions(kind, nodes);
  const [adding, setAdding] = useState<number | null | undefined>(undefined);
  const [moving, setMoving] = useState<TreeNode | null>(null);
  // The catalogue belongs to the whole theatre: the server takes nothing less than the full right.
  const manageable = can('catalogue:manage');
  const index = treeIndex<TreeNode>(nodes);
  const opened = manageable && nodeId !== undefined ? index.get(nodeId)?.node : undefined;
  const open = (node: number | undefined) => void navigate({ to: ADDRESS[kind], search: { node } });
  const add = (
    <Button size="sm" leftSection={<IconPlus size={14} />} onClick={() => setAdding(null)}>
      {t(`add.${kind}`)}
    </Button>
  );
  return (
    <SplitView
      drawer={opened ? <NodeDrawer key={opened.id} node={opened} onClose={() => open(undefined)} /> : null}
    >
      <PageHead
        title={t(`title.${kind}`)}
        count={query.data ? t(`count.${kind}`, { count: index.size }) : undefined}
      >
        {manageable && nodes.length > 0 ? add : null}
      </PageHead>
      <Tabs />
      {query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <div aria-busy="true" className={classes.waiting}>
          {WAITING.map((line) => (
            <Skeleton key={line} height={14} width={`${60 - line * 4}%`} my={11} mx={16} />
          ))}
        </div>
      ) : nodes.length === 0 && adding === undefined ? (
        <EmptyState
          icon={<IconSitemap size={24} stroke={1.6} />}
          title={t(`empty.${kind}`)}
          text={t(`emptyText.${kind}`)}
          actions={manageable ? add : null}
        />
      ) : (
        <Tree
          key={kind}
          kind={kind}
          nodes={nodes}
          actions={actions}
          manageable={manageable}
          openedId={opened?.id}
          onOpen={open}
          onMoveDialog={setMoving}
          adding={adding}
          onAdding={setAdding}
        />
      )}
      {moving ? (
        <MoveDialog
          node={moving}
          nodes={nodes}
          onMove={(target) => actions.move(moving, target)}
          onClose={() => setMoving(null)}
        />
      ) : null}
      {actions.refusal ? (
        <RefusalDialog
          kind={kind}
          refusal={actions.refusal}
          onHide={() => actions.refusal && actions.setActive(actions.refusal.node, false)}
          onClose={actions.closeRefusal}
        />
      ) : null}
    </SplitView>
  );
}
