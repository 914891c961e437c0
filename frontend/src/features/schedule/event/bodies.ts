import type { CallIn, EventDraft as CheckIn, EventIn, EventItemIn } from '@/api/gen';
import { dayOf, toInstant } from '../time';
import { type CallDraft, type EventDraft, effective, type Facts, type ThingDraft } from './draft';
import { isComplete, toRRule } from './recurrence';
import { instantBefore } from './times';

export type Scope = 'this' | 'following' | 'all';

function callIn(call: CallDraft, from: string, zone: string): CallIn {
  return {
    user_id: call.user_id,
    role: call.role.trim() || null,
    department_id: call.department_id,
    call_at: call.lead === null || call.lead === 0 ? null : instantBefore(from, call.lead, zone),
  };
}

const thingIn = ({ inventory_item_id, quantity, notes }: ThingDraft): EventItemIn => ({
  inventory_item_id,
  quantity,
  notes,
});

/** What is sent to be saved; null while the time is not known. */
export function toBody(draft: EventDraft, facts: Facts): EventIn | null {
  const { span, setup, strike, ready, open } = effective(draft, facts);
  if (!span) return null;
  const tour = draft.event_type === 'tour';
  return {
    performance_id: draft.performance_id,
    title: draft.title.trim() || null,
    event_type: draft.event_type,
    status: draft.status,
    starts_at: toInstant(span.from, facts.zone),
    ends_at: toInstant(span.to, facts.zone),
    setup_minutes: setup,
    strike_minutes: strike,
    stage_ready_at: ready === null ? null : instantBefore(span.from, ready, facts.zone),
    venue_id: draft.venue_id,
    department_id: draft.department_id,
    is_public: open,
    is_locked: draft.is_locked,
    tour_city: (tour && draft.tour_city.trim()) || null,
    tour_venue_name: (tour && draft.tour_venue_name.trim()) || null,
    timezone: draft.timezone,
    color: draft.color,
    description: draft.description.trim() || null,
    participants: draft.participants.map((call) => callIn(call, span.from, facts.zone)),
    inventory: draft.inventory.map(thingIn),
    rrule: draft.rule === null ? null : toRRule(draft.rule, dayOf(span.from)),
  };
}

/** What the server is asked about while one types: only what is whole, and nothing that says no more than words. */
export function toCheck(
  draft: EventDraft,
  facts: Facts,
  saved: { readonly id: number; readonly scope: Scope } | null,
): CheckIn | null {
  const body = toBody(draft, facts);
  if (body === null || body.ends_at <= body.starts_at) return null;
  const rule = draft.rule !== null && isComplete(draft.rule) ? body.rrule : null;
  return {
    ...(saved ? { event_id: saved.id, scope: saved.scope } : {}),
    event_type: body.event_type,
    starts_at: body.starts_at,
    ends_at: body.ends_at,
    setup_minutes: body.setup_minutes ?? 0,
    strike_minutes: body.strike_minutes ?? 0,
    venue_id: body.venue_id ?? null,
    performance_id: body.performance_id ?? null,
    timezone: body.timezone ?? null,
    participants: once(body.participants ?? []),
    inventory: (body.inventory ?? []).filter(({ quantity = 0 }) => quantity >= 1),
    rrule: rule ?? null,
  };
}

/** Calls of people; a person standing twice in the same role is one. */
function once(calls: readonly CallIn[]): CallIn[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = `${call.user_id}|${call.role}`;
    if (call.user_id === null || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
