import {
  type Icon,
  IconCalendarPlus,
  IconMasksTheater,
  IconPackage,
  IconTableImport,
} from '@tabler/icons-react';
import type { Permission } from '@/shared/permissions';

interface CreateAction {
  readonly id: 'createItem' | 'createEvent' | 'createPerformance' | 'importItems';
  readonly to: '/inventory/new' | '/schedule/new' | '/performances/new' | '/inventory/imports';
  readonly icon: Icon;
  readonly permission: Permission;
}

/** What «Создать» offers, by right. */
export const CREATE_ACTIONS: readonly CreateAction[] = [
  { id: 'createItem', to: '/inventory/new', icon: IconPackage, permission: 'inventory:create' },
  { id: 'createEvent', to: '/schedule/new', icon: IconCalendarPlus, permission: 'schedule:create' },
  {
    id: 'createPerformance',
    to: '/performances/new',
    icon: IconMasksTheater,
    permission: 'performance:create',
  },
  { id: 'importItems', to: '/inventory/imports', icon: IconTableImport, permission: 'inventory:bulk' },
];
