import { ActionIcon, Menu } from '@mantine/core';
import {
  type Icon,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconEye,
  IconEyeOff,
  IconFolderPlus,
  IconFolderSymlink,
  IconPencil,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export type NodeAct = 'add' | 'rename' | 'edit' | 'up' | 'down' | 'move' | 'hide' | 'show' | 'remove';

const ICONS: Readonly<Record<NodeAct, Icon>> = {
  add: IconFolderPlus,
  rename: IconPencil,
  edit: IconSettings,
  up: IconArrowUp,
  down: IconArrowDown,
  move: IconFolderSymlink,
  hide: IconEyeOff,
  show: IconEye,
  remove: IconTrash,
};

/** Everything a node's drag, double click and keys can do, in words. */
export function NodeMenu({
  name,
  acts,
  tabIndex,
  onAct,
}: {
  name: string;
  acts: readonly NodeAct[];
  tabIndex: number;
  onAct: (act: NodeAct) => void;
}) {
  const { t } = useTranslation('catalogue');
  return (
    // The tree decides who gets the focus: a name's field must keep it.
    <Menu position="bottom-end" width={232} returnFocus={false}>
      <Menu.Target>
        <ActionIcon aria-label={t('menu', { name })} tabIndex={tabIndex}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => {
          const Glyph = ICONS[act];
          return (
            <Menu.Item
              key={act}
              leftSection={<Glyph size={16} stroke={1.6} />}
              data-danger={act === 'remove' || undefined}
              onClick={() => onAct(act)}
            >
              {t(`action.${act}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
