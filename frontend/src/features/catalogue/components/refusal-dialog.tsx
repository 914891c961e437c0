import { Button, Modal } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { KindName } from '../kinds';
import type { Refusal } from '../use-nodes';
import classes from './dialogs.module.css';

/** Why a node cannot be deleted, and the ways out. */
export function RefusalDialog({
  kind,
  refusal,
  onHide,
  onClose,
}: {
  kind: KindName;
  refusal: Refusal;
  onHide: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['catalogue', 'common']);
  const { node, message, uses } = refusal;
  const filter = kind === 'category' ? { category: [node.id] } : { location: [node.id] };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('refusedTitle', { name: node.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={classes.text}>{message}</p>
      <ul className={classes.links}>
        {uses.items ? (
          <li>
            <Link to="/inventory" search={filter}>
              {t('showItems', { count: uses.items })}
            </Link>
          </li>
        ) : null}
        {uses.archived_items ? (
          <li>
            <Link to="/inventory" search={{ ...filter, archived: true }}>
              {t('showArchived', { count: uses.archived_items })}
            </Link>
          </li>
        ) : null}
      </ul>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('common:close')}
        </Button>
        {node.is_active ? (
          <Button
            leftSection={<IconEyeOff size={16} stroke={1.6} />}
            onClick={() => {
              onHide();
              onClose();
            }}
          >
            {t('action.hide')}
          </Button>
        ) : null}
      </div>
    </Modal>
  );
}
