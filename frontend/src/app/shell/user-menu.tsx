import { Menu } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { initials } from '@/shared/lib/names';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { useMe } from '../use-me';
import { useSignOut } from '../use-sign-out';
import { Choices } from './choices';
import classes from './top-bar.module.css';

export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={300} closeOnItemClick>
      <Menu.Target>
        <button
          type="button"
          className={classes.avatar}
          aria-label={t('user.menu', { name: me.short_name })}
          title={me.short_name}
          data-initials={initials(me.last_name, me.first_name)}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <b>{me.full_name}</b>
          <small>{me.email}</small>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} stroke={1.6} />}>
          {t('user.profile')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.6} />}
          rightSection={<Kbd>?</Kbd>}
          onClick={onKeys}
        >
          {t('user.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Choices />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
