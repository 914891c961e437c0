import { type Icon, IconPackage, IconTableImport } from '@tabler/icons-react';
import type { Permission } from '@/shared/permissions';

interface CreateAction {
  readonly id: 'createItem' | 'importItems';
  readonly to: '/inventory/new' | '/inventory/imports';
  readonly icon: Icon;
  readonly permission: Permission;
}

/** What «Создать» offers, by right. */
export const CREATE_ACTIONS: readonly CreateAction[] = [
  { id: 'createItem', to: '/inventory/new', icon: IconPackage, permission: 'inventory:create' },
  { id: 'importItems', to: '/inventory/imports', icon: IconTableImport, permission: 'inventory:bulk' },
];
