import type { MoveIn } from '@/api/gen';
import { addInstantMinutes, minutesBetween, toInstant, wallFromMinutes } from '../../time';
import type { EventRow, Slot } from '../../types';
import type { CalendarEvent } from '../event';

/** Where an event is to go: wall minutes, and a venue or none. */
export interface Change {
  readonly event: CalendarEvent;
  readonly start: number;
  readonly end: number;
  readonly venue: { readonly id: number; readonly name: string } | null;
}

/**
 * The change as instants. What is only carried keeps its real length, even over a change of clocks; what is stretched
 * ends when the clock says so.
 */
export function instantsOf({ event, start, end }: Pick<Change, 'event' | 'start' | 'end'>): {
  starts_at: string;
  ends_at: string;
} {
  const { row } = event;
  const carried = end - start === event.end - event.start;
  const starts_at = start === event.start ? row.starts_at : toInstant(wallFromMinutes(start));
  const ends_at =
    end === event.end
      ? row.ends_at
      : carried
        ? addInstantMinutes(starts_at, minutesBetween(row.starts_at, row.ends_at))
        : toInstant(wallFromMinutes(end));
  return { starts_at, ends_at };
}

export function moveBody(change: Change): MoveIn {
  const same = (change.venue?.id ?? null) === change.event.venueId;
  return { ...instantsOf(change), ...(same ? {} : { venue_id: change.venue?.id ?? null }) };
}

/** The way back, for undo. */
export function returnBody(row: EventRow, venueChanged: boolean): MoveIn {
  return {
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    ...(venueChanged ? { venue_id: row.venue?.id ?? null } : {}),
  };
}

/** What the calendar shows until the server has answered. */
export function optimistic(change: Change): Partial<EventRow> {
  const { row } = change.event;
  const instants = instantsOf(change);
  const moved = minutesBetween(row.starts_at, instants.starts_at);
  return {
    ...instants,
    venue: change.venue,
    stage_ready_at: row.stage_ready_at === null ? null : addInstantMinutes(row.stage_ready_at, moved),
  };
}

export function bodyOfSlot(slot: Slot, change: Change): MoveIn {
  const same = (slot.venue?.id ?? null) === change.event.venueId;
  return {
    starts_at: slot.starts_at,
    ends_at: slot.ends_at,
    ...(same ? {} : { venue_id: slot.venue?.id ?? null }),
  };
}
