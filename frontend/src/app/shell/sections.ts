import {
  type Icon,
  IconCalendarEvent,
  IconCategory,
  IconMasksTheater,
  IconPackage,
  IconScan,
} from '@tabler/icons-react';
import type { Permission } from '@/shared/permissions';

export interface Section {
  readonly id: 'performances' | 'inventory' | 'scan' | 'catalogue' | 'schedule';
  readonly to: '/performances' | '/inventory' | '/scan' | '/catalogue' | '/schedule';
  readonly icon: Icon;
  readonly permission: Permission;
  /** The second stroke after G. */
  readonly key: string;
  /** The table whose saved views the sidebar lists. */
  readonly table?: string;
}

const SECTIONS: readonly Section[] = [
  {
    id: 'inventory',
    to: '/inventory',
    icon: IconPackage,
    permission: 'inventory:read',
    key: 'KeyI',
    table: 'inventory',
  },
  { id: 'scan', to: '/scan', icon: IconScan, permission: 'inventory:read', key: 'KeyS' },
  {
    id: 'schedule',
    to: '/schedule',
    icon: IconCalendarEvent,
    permission: 'schedule:read',
    key: 'KeyR',
    table: 'schedule',
  },
  {
    id: 'performances',
    to: '/performances',
    icon: IconMasksTheater,
    permission: 'performance:read',
    key: 'KeyP',
  },
  { id: 'catalogue', to: '/catalogue', icon: IconCategory, permission: 'inventory:read', key: 'KeyL' },
];

/** The sections somebody with these rights sees, in order; the first one is their start page. */
export function sectionsFor(can: (permission: Permission) => boolean): readonly Section[] {
  return SECTIONS.filter((section) => can(section.permission));
}
