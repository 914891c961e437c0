import { type Icon, IconBeach, IconCalendarOff, IconMedicalCross } from '@tabler/icons-react';
import type { AbsenceKind } from '@/api/gen';
import type { Tone } from '@/theme/event-colors';

export const KINDS = ['vacation', 'sick', 'other'] as const satisfies readonly AbsenceKind[];

export const kindLook: Readonly<Record<AbsenceKind, { readonly icon: Icon; readonly tone: Tone }>> = {
  vacation: { icon: IconBeach, tone: 'stage' },
  sick: { icon: IconMedicalCross, tone: 'warn' },
  other: { icon: IconCalendarOff, tone: 'neutral' },
};
