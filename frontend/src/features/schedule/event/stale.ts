import { i18next } from '@/i18n';
import type { EventDraft } from './draft';

const EDITED = [
  'performance_id',
  'title',
  'event_type',
  'status',
  'date',
  'start',
  'end',
  'endDate',
  'setup_minutes',
  'strike_minutes',
  'ready',
  'venue_id',
  'department_id',
  'is_public',
  'is_locked',
  'tour_city',
  'tour_venue_name',
  'timezone',
  'color',
  'description',
  'participants',
  'inventory',
  'rule',
] as const satisfies readonly (keyof EventDraft)[];

export type EditedField = (typeof EDITED)[number];

export interface Difference {
  readonly field: EditedField;
  /** The reader has changed it too, so what they typed is kept. */
  readonly mine: boolean;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What others changed since the form was opened. */
export function differences(base: EventDraft, theirs: EventDraft, mine: EventDraft): Difference[] {
  return EDITED.filter((field) => !same(base[field], theirs[field])).map((field) => ({
    field,
    mine: !same(base[field], mine[field]) && !same(mine[field], theirs[field]),
  }));
}

/** The event as it is now, with everything the reader has changed on top. */
export function merge(base: EventDraft, theirs: EventDraft, mine: EventDraft): EventDraft {
  const kept = EDITED.filter((field) => !same(base[field], mine[field]));
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) };
}

export function fieldName(field: EditedField): string {
  return i18next.t(`scheduleEvent:changed.${field}`);
}
