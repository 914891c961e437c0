import { type Day, dayOf, timeOf, toWall } from '../../time';
import type { Conflict, Ref, Slot } from '../../types';
import { type EventDraft, LONG_TYPES } from '../draft';
import { moved } from '../recurrence';

/** Calls a free person instead of the one who is needed elsewhere. */
export function substituted(draft: EventDraft, conflict: Conflict, person: Ref): Partial<EventDraft> {
  const busy = conflict.person?.id;
  return {
    participants: draft.participants.map((call) =>
      busy !== undefined && call.user_id === busy ? { ...call, user_id: person.id, name: person.name } : call,
    ),
  };
}

/** Sets aside the other item instead of the one that is short. */
export function withAlternative(draft: EventDraft, conflict: Conflict): Partial<EventDraft> {
  const { item, alternative } = conflict;
  if (!item || !alternative) return {};
  const wanted = draft.inventory.find(({ inventory_item_id: id }) => id === item.id);
  const rest = draft.inventory.filter(({ inventory_item_id: id }) => id !== item.id && id !== alternative.id);
  return {
    inventory: [
      ...rest,
      {
        inventory_item_id: alternative.id,
        name: alternative.name,
        number: alternative.inventory_number,
        unit: wanted?.unit ?? '',
        quantity: wanted?.quantity ?? conflict.needed ?? 1,
        notes: wanted?.notes ?? null,
      },
    ],
  };
}

/** Puts the event where the server has found room. */
export function slotChange(
  draft: EventDraft,
  slot: Slot,
  zone: string,
  day: Day | null,
): Partial<EventDraft> {
  if (slot.kind === 'venue') return { venue_id: slot.venue?.id ?? null };
  const from = toWall(slot.starts_at, zone);
  const to = toWall(slot.ends_at, zone);
  const date = dayOf(from);
  return {
    date,
    start: timeOf(from),
    end: timeOf(to),
    endDate: LONG_TYPES.has(draft.event_type) && draft.endDate ? dayOf(to) : null,
    rule: draft.rule && moved(draft.rule, day, date),
  };
}
