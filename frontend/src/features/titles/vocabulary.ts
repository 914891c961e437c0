import {
  type Icon,
  IconArchive,
  IconCircleCheck,
  IconHammer,
  IconPlayerPause,
  IconSparkles,
} from '@tabler/icons-react';
import type { PerformanceStatus } from '@/api/gen';
import type { Tone } from '@/theme/event-colors';

/** Those a person chooses; archiving is an act of its own. */
export const LIVE_STATUSES = [
  'in_development',
  'premiere',
  'active',
  'paused',
] as const satisfies readonly PerformanceStatus[];

export const AGES = ['0+', '6+', '12+', '16+', '18+'] as const;

export const statusLook: Readonly<Record<PerformanceStatus, { tone: Tone; icon: Icon }>> = {
  in_development: { tone: 'ink', icon: IconHammer },
  premiere: { tone: 'stage', icon: IconSparkles },
  active: { tone: 'ok', icon: IconCircleCheck },
  paused: { tone: 'warn', icon: IconPlayerPause },
  archived: { tone: 'neutral', icon: IconArchive },
};
