import type { EventStatus, EventType } from './vocabulary';

export interface Ref {
  readonly id: number;
  readonly name: string;
}
export interface ItemRef {
  readonly id: number;
  readonly name: string;
  readonly inventory_number: string;
}
export interface EventRef {
  readonly id: number;
  readonly title: string;
  readonly event_type: EventType;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly venue: Ref | null;
}
export type ConflictKind = 'venue' | 'person' | 'item';
export type ConflictReason =
  | 'busy'
  | 'closed'
  | 'inactive'
  | 'absent'
  | 'travel'
  | 'rest'
  | 'night_rest'
  | 'shortage'
  | 'needed';
export interface Conflict {
  readonly kind: ConflictKind;
  readonly severity: 'hard' | 'soft';
  readonly reason: ConflictReason;
  readonly occurrence: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly event: EventRef | null;
  readonly venue: Ref | null;
  readonly person: Ref | null;
  readonly item: ItemRef | null;
  readonly needed: number | null;
  readonly available: number | null;
  readonly gap_minutes: number | null;
  readonly ask: Ref | null;
  readonly substitutes: readonly Ref[];
  readonly alternative: ItemRef | null;
}
export interface Slot {
  readonly kind: 'time' | 'venue';
  readonly starts_at: string;
  readonly ends_at: string;
  readonly venue: Ref | null;
  readonly conflicts: number;
}
export interface EventRow {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly event_type: EventType;
  readonly status: EventStatus;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly setup_minutes: number;
  readonly strike_minutes: number;
  readonly stage_ready_at: string | null;
  readonly timezone: string;
  readonly venue: Ref | null;
  readonly performance: { readonly id: number; readonly title: string } | null;
  readonly department: Ref | null;
  readonly color: string | null;
  readonly is_public: boolean;
  readonly is_locked: boolean;
  readonly overridden: boolean;
  readonly series_id: number | null;
  readonly is_exception: boolean;
  readonly tour_city: string | null;
  readonly tour_venue_name: string | null;
  readonly deleted_at: string | null;
  readonly people: {
    readonly total: number;
    readonly confirmed: number;
    readonly declined: number;
    readonly waiting: number;
    readonly open: number;
  };
  readonly calls: readonly {
    readonly user_id: number | null;
    readonly role: string | null;
    readonly call_at: string | null;
    readonly status: string | null;
  }[];
}
