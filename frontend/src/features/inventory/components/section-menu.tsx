import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  type Icon,
  IconArrowBackUp,
  IconChartBar,
  IconChecklist,
  IconDots,
  IconHistory,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Permission, useCan } from '@/shared/permissions';
import type { InventorySearch } from '../search';
import { useListExport } from './export-menu';

interface Place {
  readonly label: 'common:recentChanges' | 'around.analytics' | 'around.care';
  readonly to: LinkProps['to'];
  readonly icon: Icon;
  readonly permission: Permission;
}

/** The pages around the list of items, in the order of the menu. */
const PLACES: readonly Place[] = [
  {
    label: 'common:recentChanges',
    to: '/inventory/changes',
    icon: IconArrowBackUp,
    permission: 'inventory:move',
  },
  { label: 'around.analytics', to: '/inventory/analytics', icon: IconChartBar, permission: 'analytics:read' },
  { label: 'around.care', to: '/inventory/care', icon: IconChecklist, permission: 'inventory:read' },
];

/**
 * «…» of the inventory's head: figures and other pages about the same items.
 *
 * @param phone there is no room for the journal and the files beside the menu, so they stand in it.
 */
export function SectionMenu({
  phone,
  search,
  visible,
}: {
  phone: boolean;
  search: InventorySearch;
  visible: readonly string[];
}) {
  const { t } = useTranslation(['inventory', 'common', 'movements']);
  const can = useCan();
  const exported = useListExport(search, visible);
  const places = PLACES.filter((place) => can(place.permission));
  if (places.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('common:more')}>
          <ActionIcon size="lg" aria-label={t('around.label')} loading={exported.pending}>
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {phone ? (
          <Menu.Item
            leftSection={<IconHistory size={16} stroke={1.6} />}
            renderRoot={(props) => <Link {...props} to="/inventory/movements" />}
          >
            {t('movements:journal')}
          </Menu.Item>
        ) : null}
        {places.map((place) => (
          <Menu.Item
            key={place.label}
            leftSection={<place.icon size={16} stroke={1.6} />}
            renderRoot={(props) => <Link {...props} to={place.to} />}
          >
            {t(place.label)}
          </Menu.Item>
        ))}
        {phone ? <Menu.Divider /> : null}
        {phone ? exported.items : null}
      </Menu.Dropdown>
    </Menu>
  );
}
