import { dayOf, toWall, wallMinutes } from '../time';
import type { EventRow } from '../types';
import { type EventKind, SHOW_TYPES, typeLook } from '../vocabulary';

/** An event on the wall's clock, in minutes of `wallMinutes`; what every view of the calendar draws. */
export interface CalendarEvent {
  readonly id: number;
  readonly row: EventRow;
  readonly kind: EventKind;
  readonly start: number;
  readonly end: number;
  /** With set-up and strike: how long the venue is taken. */
  readonly busyFrom: number;
  readonly busyTo: number;
  readonly ready: number | null;
  readonly day: string;
  readonly cancelled: boolean;
  readonly show: boolean;
  readonly venueId: number | null;
}

export function toCalendarEvent(row: EventRow): CalendarEvent {
  const starts = toWall(row.starts_at);
  const start = wallMinutes(starts);
  const end = Math.max(wallMinutes(toWall(row.ends_at)), start + 1);
  return {
    id: row.id,
    row,
    kind: typeLook[row.event_type].kind,
    start,
    end,
    busyFrom: start - row.setup_minutes,
    busyTo: end + row.strike_minutes,
    ready: row.stage_ready_at === null ? null : wallMinutes(toWall(row.stage_ready_at)),
    day: dayOf(starts),
    cancelled: row.status === 'cancelled',
    show: SHOW_TYPES.has(row.event_type),
    venueId: row.venue?.id ?? null,
  };
}

/** Whether two events want their venue at once. */
export function overlaps(one: CalendarEvent, from: number, to: number): boolean {
  return !one.cancelled && one.busyFrom < to && from < one.busyTo;
}
