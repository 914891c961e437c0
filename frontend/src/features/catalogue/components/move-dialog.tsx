import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { subtreeIds } from '@/shared/lib/tree';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { childrenOf, type Target } from '../arranging';
import type { TreeNode } from '../kinds';
import classes from './dialogs.module.css';

/** The keyboard's drag: puts a node under another parent, as its last child. */
export function MoveDialog({
  node,
  nodes,
  onMove,
  onClose,
}: {
  node: TreeNode;
  nodes: readonly TreeNode[];
  onMove: (target: Target) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['catalogue', 'common']);
  const [parentId, setParentId] = useState(node.parent_id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parentId !== node.parent_id) {
      onMove({ parentId, index: childrenOf<TreeNode>(nodes, parentId).length });
    }
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('moveTitle', { name: node.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit}>
        <TreeSelectField
          label={t('moveInto')}
          placeholder={t('top')}
          nodes={nodes}
          value={parentId}
          onChange={setParentId}
          excluded={subtreeIds(node)}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit">{t('action.move')}</Button>
        </div>
      </form>
    </Modal>
  );
}
