import {
  type Icon,
  IconCalendarEvent,
  IconCalendarUser,
  IconCategory,
  IconMasksTheater,
  IconPackage,
  IconScan,
} from '@tabler/icons-react';
import type { Permission } from '@/shared/permissions';

export interface Section {
  readonly id: 'performances' | 'inventory' | 'scan' | 'catalogue' | 'schedule' | 'calls';
  readonly to: '/performances' | '/inventory' | '/scan' | '/catalogue' | '/schedule' | '/schedule/mine';
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
    id: 'calls',
    to: '/schedule/mine',
    icon: IconCalendarUser,
    permission: 'schedule:respond',
    key: 'KeyC',
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

/**
 * The sections somebody with these rights sees, in order; the first one is their start page. Whoever does not plan is
 * asked for the calls before the calendar; whoever handles no things either comes for nothing else.
 */
export function sectionsFor(can: (permission: Permission) => boolean): readonly Section[] {
  const seen = SECTIONS.filter((section) => can(section.permission));
  if (can('schedule:update')) return seen;
  const calls = seen.filter(({ id }) => id === 'calls');
  const rest = seen.filter(({ id }) => id !== 'calls');
  const place = can('inventory:move') ? rest.findIndex(({ id }) => id === 'schedule') : 0;
  return rest.toSpliced(Math.max(place, 0), 0, ...calls);
}

/** A section is open on the pages below it too, unless they are a section of their own. */
export function activeOptionsOf({ to }: Section, pathname: string): { readonly exact: boolean } {
  return { exact: SECTIONS.some((other) => other.to.startsWith(`${to}/`) && pathname.startsWith(other.to)) };
}
