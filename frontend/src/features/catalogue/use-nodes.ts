import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  listCategoriesOptions,
  listDepartmentsOptions,
  listLocationsOptions,
} from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { type ApiError, toApiError } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { childrenOf, movePatches, type Target } from './arranging';
import { type KindName, nodeApi, type TreeNode } from './kinds';

const DEPARTMENTS_AT_ONCE = 200;

/** One of the two trees. */
export function useTree(kind: KindName) {
  const categories = useQuery({ ...listCategoriesOptions(), enabled: kind === 'category' });
  const locations = useQuery({ ...listLocationsOptions(), enabled: kind === 'location' });
  return kind === 'category' ? categories : locations;
}

export function useDepartments() {
  return useQuery(listDepartmentsOptions({ query: { page_size: DEPARTMENTS_AT_ONCE } })).data?.items ?? [];
}

/** A delete that the server refused, with the counts of what still uses the node. */
export interface Refusal {
  readonly node: TreeNode;
  readonly message: string;
  readonly uses: Readonly<Record<string, number>>;
}

function usesOf(error: ApiError): Record<string, number> {
  const { uses } = error.extras;
  if (typeof uses !== 'object' || uses === null) return {};
  return Object.fromEntries(
    Object.entries(uses).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** Everything that can be done to a tree's nodes. Each act refreshes the tree and tells what happened. */
export function useNodeActions(kind: KindName, nodes: readonly TreeNode[]) {
  const { t } = useTranslation(['catalogue', 'common']);
  const client = useQueryClient();
  const api = nodeApi[kind];
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refresh = () => invalidate(client, kind);

  const create = useMutation({
    mutationFn: ({ name, parentId }: { name: string; parentId: number | null }) =>
      api.create(name, parentId, childrenOf<TreeNode>(nodes, parentId).length, randomId()),
    onSettled: refresh,
  });
  const rename = useMutation({
    mutationFn: ({ node, name }: { node: TreeNode; name: string }) =>
      api.update(node.id, node.version, { name }),
    onSuccess: (_, { name }) => notify.done(t('renamed', { name })),
    onSettled: refresh,
  });
  const hide = useMutation({
    mutationFn: ({ node, is_active }: { node: TreeNode; is_active: boolean }) =>
      api.update(node.id, node.version, { is_active }),
    onSuccess: (_, { node, is_active }) =>
      notify.done(t(is_active ? 'shown' : 'hidden', { name: node.name })),
    onSettled: refresh,
  });
  const move = useMutation({
    mutationFn: async ({ node, target }: { node: TreeNode; target: Target }) => {
      // The node itself goes first: if it may not, its new neighbours stay as they were.
      const patches = movePatches<TreeNode>(nodes, node.id, target);
      const own = patches.filter((patch) => patch.id === node.id);
      for (const patch of [...own, ...patches.filter((other) => other.id !== node.id)]) {
        await api.update(patch.id, patch.version, patch.change);
      }
    },
    onSuccess: (_, { node }) => notify.done(t('moved', { name: node.name })),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (node: TreeNode) => api.remove(node.id, node.version),
    meta: { handlesError: true },
    onSuccess: (_, node) => notify.done(t('removed', { name: node.name })),
    onError: (error, node) => {
      const problem = toApiError(error);
      if (!problem.code.endsWith('.in_use')) return notify.error(problem);
      setRefusal({ node, message: problem.message, uses: usesOf(problem) });
    },
    onSettled: refresh,
  });

  return {
    create,
    rename: (node: TreeNode, name: string) => rename.mutate({ node, name }),
    setActive: (node: TreeNode, is_active: boolean) => hide.mutate({ node, is_active }),
    move: (node: TreeNode, target: Target) => move.mutate({ node, target }),
    remove: async (node: TreeNode) => {
      const agreed = await confirm({
        title: t('removeTitle', { name: node.name }),
        text: t('removeText'),
        action: t('removeAction'),
        danger: true,
      });
      if (agreed) remove.mutate(node);
    },
    busy: move.isPending,
    refusal,
    closeRefusal: () => setRefusal(null),
  };
}
