import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenAction } from '../use-item-actions';
import classes from './action-menu.module.css';

/** The acts that have no button of their own. A forbidden one stays visible and says why. */
export function ActionMenu({ actions, size = 'md' }: { actions: readonly OpenAction[]; size?: 'md' | 'lg' }) {
  const { t } = useTranslation('inventory');
  // Movements that the balances forbid are told with their reasons in the dialog of all movements.
  const shown = actions.filter((action) => action.movement === undefined || action.why === null);
  if (shown.length === 0) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size={size} aria-label={t('action.more')}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.map((action) => (
          <Menu.Item
            key={action.id}
            leftSection={<action.icon size={16} stroke={1.6} />}
            data-danger={action.danger || undefined}
            aria-disabled={action.why !== null || undefined}
            closeMenuOnClick={action.why === null}
            onClick={() => {
              if (action.why === null) action.run();
            }}
          >
            {action.label}
            {action.why ? <span className={classes.why}>{action.why}</span> : null}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
