import {
  type Icon,
  IconBan,
  IconBus,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconHammer,
  IconMasksTheater,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconRosetteDiscountCheck,
  IconShirt,
  IconSparkles,
  IconTool,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Tone } from '@/theme/event-colors';

export const EVENT_TYPES = [
  'performance',
  'premiere',
  'rehearsal',
  'run_through',
  'dress_rehearsal',
  'technical',
  'maintenance',
  'tour',
  'meeting',
  'other',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Types of one colour; the legend and its filter speak of these. */
export const EVENT_KINDS = ['performance', 'rehearsal', 'setup', 'technical', 'tour', 'other'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface TypeLook {
  readonly kind: EventKind;
  readonly icon: Icon;
}

export const typeLook: Readonly<Record<EventType, TypeLook>> = {
  performance: { kind: 'performance', icon: IconMasksTheater },
  premiere: { kind: 'performance', icon: IconSparkles },
  rehearsal: { kind: 'rehearsal', icon: IconUsers },
  run_through: { kind: 'rehearsal', icon: IconPlayerTrackNext },
  dress_rehearsal: { kind: 'rehearsal', icon: IconShirt },
  technical: { kind: 'setup', icon: IconHammer },
  maintenance: { kind: 'technical', icon: IconTool },
  tour: { kind: 'tour', icon: IconBus },
  meeting: { kind: 'other', icon: IconUsersGroup },
  other: { kind: 'other', icon: IconClock },
};

export const typesOfKind = (kind: EventKind): readonly EventType[] =>
  EVENT_TYPES.filter((type) => typeLook[type].kind === kind);

/** Tone of a type's badge. */
export const typeTone: Readonly<Record<EventKind, Tone>> = {
  performance: 'performance',
  rehearsal: 'rehearsal',
  setup: 'warn',
  technical: 'stage',
  tour: 'tour',
  other: 'neutral',
};

/** Types at which the public sits in the house. */
export const SHOW_TYPES: ReadonlySet<EventType> = new Set(['performance', 'premiere']);

export const EVENT_STATUSES = ['planned', 'confirmed', 'in_progress', 'completed', 'cancelled'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export const statusLook: Readonly<Record<EventStatus, { readonly tone: Tone; readonly icon: Icon }>> = {
  planned: { tone: 'neutral', icon: IconCircleDashed },
  confirmed: { tone: 'ok', icon: IconCircleCheck },
  in_progress: { tone: 'ink', icon: IconPlayerPlay },
  completed: { tone: 'neutral', icon: IconRosetteDiscountCheck },
  cancelled: { tone: 'bad', icon: IconBan },
};
