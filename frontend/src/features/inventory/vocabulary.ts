import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconBookmark,
  IconBuildingWarehouse,
  IconCircleCheck,
  IconCircleHalf2,
  IconTheater,
  IconTool,
  IconTruck,
} from '@tabler/icons-react';
import type { ItemCondition, ItemStatus } from '@/api/gen';
import type { Tone } from '@/theme/event-colors';

interface Look {
  readonly tone: Tone;
  readonly icon: Icon;
}

/** In the order in which balances are told: free first, gone last. */
export const STATUSES = [
  'in_stock',
  'reserved',
  'on_stage',
  'on_tour',
  'in_repair',
  'decommissioned',
] as const satisfies readonly ItemStatus[];

/** Statuses of pieces that still count. */
export const LIVE_STATUSES = STATUSES.filter((status) => status !== 'decommissioned');

export const statusLook: Readonly<Record<ItemStatus, Look>> = {
  in_stock: { tone: 'ok', icon: IconBuildingWarehouse },
  reserved: { tone: 'ink', icon: IconBookmark },
  on_stage: { tone: 'stage', icon: IconTheater },
  on_tour: { tone: 'tour', icon: IconTruck },
  in_repair: { tone: 'warn', icon: IconTool },
  decommissioned: { tone: 'neutral', icon: IconBan },
};

export const CONDITIONS = ['good', 'fair', 'poor'] as const satisfies readonly ItemCondition[];

export const conditionLook: Readonly<Record<ItemCondition, Look>> = {
  good: { tone: 'ok', icon: IconCircleCheck },
  fair: { tone: 'warn', icon: IconCircleHalf2 },
  poor: { tone: 'bad', icon: IconAlertTriangle },
};
