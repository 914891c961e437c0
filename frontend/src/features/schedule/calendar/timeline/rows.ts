import type { AbsenceRow } from '@/api/gen';
import { toWall, wallMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import { personSpan, type Span, venueSpan } from './layout';

/** A stretch in which a person cannot be called, in minutes on the wall. */
export interface Away {
  readonly id: number;
  readonly kind: AbsenceRow['kind'];
  readonly from: number;
  readonly to: number;
}

/** A venue or a person with what takes it. */
export interface BoardRow {
  readonly key: string;
  readonly id: number;
  readonly by: 'venue' | 'person';
  readonly name: string;
  readonly about: string | null;
  readonly spans: readonly Span[];
  readonly away: readonly Away[];
}

export interface Resource {
  readonly id: number;
  readonly name: string;
  readonly about: string | null;
}

/** A row for each venue; one that is no longer offered still shows what takes place there. */
export function rowsByVenue(venues: readonly Resource[], events: readonly CalendarEvent[]): BoardRow[] {
  const spans = new Map<number, Span[]>();
  const others = new Map<number, Resource>();
  for (const event of events) {
    const venue = event.row.venue;
    if (!venue) continue;
    const found = spans.get(venue.id);
    if (found) found.push(venueSpan(event));
    else spans.set(venue.id, [venueSpan(event)]);
    if (!venues.some(({ id }) => id === venue.id)) others.set(venue.id, { ...venue, about: null });
  }
  return [...venues, ...others.values()].map(({ id, name, about }) => ({
    key: `venue-${id}`,
    id,
    by: 'venue',
    name,
    about,
    spans: spans.get(id) ?? [],
    away: [],
  }));
}

/** A row for each person; whoever declined is not taken. */
export function rowsByPerson(
  people: readonly Resource[],
  events: readonly CalendarEvent[],
  absences: readonly AbsenceRow[] = [],
): BoardRow[] {
  const spans = new Map<number, Map<number, Span>>();
  for (const event of events) {
    for (const call of event.row.calls) {
      if (call.user_id === null || call.status === 'declined') continue;
      const own = spans.get(call.user_id) ?? new Map<number, Span>();
      const span = personSpan(event, call.call_at === null ? null : wallMinutes(toWall(call.call_at)));
      const known = own.get(event.id);
      // Two roles in one event are one presence, from the earlier call on.
      if (!known || span.busyFrom < known.busyFrom) own.set(event.id, span);
      spans.set(call.user_id, own);
    }
  }
  return people.map(({ id, name, about }) => ({
    key: `person-${id}`,
    id,
    by: 'person',
    name,
    about,
    spans: [...(spans.get(id)?.values() ?? [])],
    away: absences
      .filter(({ person }) => person.id === id)
      .map((absence) => ({
        id: absence.id,
        kind: absence.kind,
        from: wallMinutes(toWall(absence.starts_at)),
        to: wallMinutes(toWall(absence.ends_at)),
      })),
  }));
}
