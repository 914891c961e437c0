import { ActionIcon, Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { BrandMark } from '@/shared/ui/brand/brand-mark';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { CREATE_ACTIONS } from './create-actions';
import { SearchBox } from './search-box';
import { SyncState } from './sync-state';
import classes from './top-bar.module.css';
import { UserMenu } from './user-menu';

function CreateMenu({ phone }: { phone: boolean }) {
  const { t } = useTranslation('shell');
  const can = useCan();
  const navigate = useNavigate();
  const [opened, control] = useDisclosure(false);
  const actions = CREATE_ACTIONS.filter((action) => can(action.permission));
  const only = actions.length === 1 ? actions[0] : undefined;
  const start = () => (only ? void navigate({ to: only.to }) : control.open());
  useHotkeys(actions.length > 0 ? [{ keys: 'KeyC', label: t('keys.create'), group: 'act', run: start }] : []);
  if (actions.length === 0) return null;
  return (
    <Menu opened={opened && !only} onChange={control.set} position="bottom-end" width={220}>
      <Menu.Target>
        {phone ? (
          <ActionIcon variant="filled" color="ink" aria-label={t('create')} onClick={start}>
            <IconPlus size={20} />
          </ActionIcon>
        ) : (
          <Button
            size="sm"
            leftSection={<IconPlus size={14} />}
            rightSection={<Kbd inherit>C</Kbd>}
            onClick={start}
          >
            {t('create')}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.id}
            component={Link}
            to={action.to}
            leftSection={<action.icon size={16} stroke={1.6} />}
          >
            {t(action.id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function TopBar({ phone, onKeys }: { phone: boolean; onKeys: () => void }) {
  return (
    <header className={classes.top}>
      {phone ? <BrandMark size={24} /> : null}
      <SearchBox phone={phone} />
      <span className={classes.grow} />
      <CreateMenu phone={phone} />
      {phone ? null : (
        <>
          <SyncState />
          <UserMenu onKeys={onKeys} />
        </>
      )}
    </header>
  );
}
