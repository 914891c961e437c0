import * as z from 'zod/mini';
import type { CallOut, EventItemOut, EventOut } from '@/api/gen';
import { i18next } from '@/i18n';
import { theatreZone } from '@/shared/lib/dates';
import { type Day, dayOf, timeOf, toWall, type Wall } from '../time';
import { EVENT_STATUSES, EVENT_TYPES, type EventType, SHOW_TYPES } from '../vocabulary';
import { parseRRule, type Rule } from './recurrence';
import { daysLater, exists, leadOfInstant, lengthOf, parseClock, timeAfter, wallSpan } from './times';

/** A call as a row of the form. `lead`: minutes before the start; null comes with the event. */
export interface CallDraft {
  /** Stays while the row is edited; saved calls keep the server's id in it. */
  readonly key: string;
  readonly user_id: number | null;
  readonly name: string | null;
  readonly role: string;
  readonly department_id: number | null;
  readonly lead: number | null;
}

/** A reservation as a row of the form. */
export interface ThingDraft {
  readonly inventory_item_id: number;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly quantity: number;
  readonly notes: string | null;
}

/** What lasts for more than a day; everything else ends within one. */
export const LONG_TYPES: ReadonlySet<EventType> = new Set(['tour', 'maintenance', 'other']);
export const MAX_DAYS = 31;
export const MAX_TAIL_MINUTES = 4320;
/** A call may lie that much before the start. */
export const MAX_LEAD_MINUTES = 720;
const DAY_MINUTES = 1440;
/** The length of an event of which nothing else is known. */
const DEFAULT_LENGTH = 120;
const SHOW_LENGTH = 150;

const line = (most: number) => z.string().check(z.trim(), z.maxLength(most));
const clock = z.string().check(
  z.refine((value) => value.trim() === '' || parseClock(value) !== null, {
    error: () => i18next.t('scheduleEvent:error.clock'),
  }),
);
const tail = z.nullable(z.number().check(z.minimum(0), z.maximum(MAX_TAIL_MINUTES)));

const fields = z.object({
  performance_id: z.nullable(z.int()),
  title: line(255),
  event_type: z.enum(EVENT_TYPES),
  status: z.enum(EVENT_STATUSES),
  date: z.nullable(z.string()),
  start: clock,
  /** Null: as long as the title usually takes. */
  end: z.nullable(clock),
  endDate: z.nullable(z.string()),
  /** Null: what the title usually needs on the venue. */
  setup_minutes: tail,
  strike_minutes: tail,
  /** Minutes before the start at which the stage is ready; null as usual, -1 not at all. */
  ready: z.nullable(z.number()),
  venue_id: z.nullable(z.int()),
  department_id: z.nullable(z.int()),
  /** Null: shows are open to everybody. */
  is_public: z.nullable(z.boolean()),
  is_locked: z.boolean(),
  tour_city: line(100),
  tour_venue_name: line(255),
  timezone: z.nullable(z.string()),
  color: z.nullable(z.string()),
  description: z.string().check(z.trim(), z.maxLength(10_000)),
  participants: z.array(z.custom<CallDraft>()),
  inventory: z.array(z.custom<ThingDraft>()),
  rule: z.nullable(z.custom<Rule>()),
});

export type EventDraft = z.infer<typeof fields>;
/** The stage need not be ready at any time. */
export const NEVER_READY = -1;

/** What the form knows beside what is typed. */
export interface Facts {
  readonly zone: string;
  readonly tails: {
    readonly setup_minutes: number;
    readonly strike_minutes: number;
    readonly ready_minutes: number | null;
  } | null;
  /** Minutes that the title plays. */
  readonly duration: number | null;
}

export interface Effective {
  readonly end: string;
  readonly setup: number;
  readonly strike: number;
  readonly ready: number | null;
  readonly open: boolean;
  readonly span: { readonly from: Wall; readonly to: Wall } | null;
}

/** The draft with everything filled in that it leaves to custom. */
export function effective(draft: EventDraft, facts: Facts): Effective {
  const usual = facts.duration ?? (SHOW_TYPES.has(draft.event_type) ? SHOW_LENGTH : DEFAULT_LENGTH);
  const end = draft.end ?? timeAfter(draft.start, usual);
  const setup = draft.setup_minutes ?? facts.tails?.setup_minutes ?? 0;
  const ready = draft.ready ?? facts.tails?.ready_minutes ?? null;
  const endDate = LONG_TYPES.has(draft.event_type) ? draft.endDate : null;
  return {
    end,
    setup,
    strike: draft.strike_minutes ?? facts.tails?.strike_minutes ?? 0,
    // What is usual may not fit a shorter set-up; only what was typed is refused for it.
    ready: ready === null || ready === NEVER_READY || (draft.ready === null && ready > setup) ? null : ready,
    open: draft.is_public ?? SHOW_TYPES.has(draft.event_type),
    span: wallSpan({ date: draft.date, start: draft.start, end, endDate }),
  };
}

/** The zone in which the form's times are meant. */
export function zoneOf(
  draft: Pick<EventDraft, 'timezone' | 'venue_id'>,
  venues: readonly { readonly id: number; readonly timezone: string | null }[],
): string {
  return draft.timezone ?? venues.find(({ id }) => id === draft.venue_id)?.timezone ?? theatreZone();
}

type Errors = Record<string, string>;

function timeErrors(draft: EventDraft, facts: Facts): Errors {
  const errors: Errors = {};
  if (draft.date === null) errors.date = i18next.t('scheduleEvent:error.date');
  if (parseClock(draft.start) === null) errors.start = i18next.t('scheduleEvent:error.time');
  if (draft.end !== null && parseClock(draft.end) === null)
    errors.end = i18next.t('scheduleEvent:error.time');
  const { span, setup, ready } = effective(draft, facts);
  if (!span) return errors;
  const skipped = (wall: Wall) =>
    i18next.t('scheduleEvent:error.gap', { time: timeOf(wall), zone: facts.zone });
  if (!exists(span.from, facts.zone)) errors.start = skipped(span.from);
  if (!exists(span.to, facts.zone)) errors.end = skipped(span.to);
  if (span.to <= span.from) errors.endDate = i18next.t('scheduleEvent:error.endFirst');
  else if (daysLater(span) > MAX_DAYS || lengthOf(span, facts.zone) > MAX_DAYS * DAY_MINUTES)
    errors.endDate = i18next.t('scheduleEvent:error.tooLong', { days: MAX_DAYS });
  if (ready !== null && (ready < 0 || ready > setup))
    errors.ready = i18next.t('scheduleEvent:error.readyOutside');
  return errors;
}

function rowErrors(draft: EventDraft, facts: Facts): Errors {
  const errors: Errors = {};
  const seen = new Set<string>();
  const { span } = effective(draft, facts);
  draft.participants.forEach((call, index) => {
    const path = `participants.${index}`;
    if (call.user_id === null && call.role.trim() === '')
      errors[`${path}.role`] = i18next.t('scheduleEvent:error.roleWanted');
    const twin = `${call.user_id}|${call.role.trim()}`;
    if (call.user_id !== null && seen.has(twin))
      errors[`${path}.user_id`] = i18next.t('scheduleEvent:error.calledTwice');
    seen.add(twin);
    const outside =
      call.lead !== null &&
      (call.lead > MAX_LEAD_MINUTES || (span !== null && call.lead < -lengthOf(span, facts.zone)));
    if (outside) errors[`${path}.call_at`] = i18next.t('scheduleEvent:error.callOutside');
  });
  draft.inventory.forEach((thing, index) => {
    if (!Number.isInteger(thing.quantity) || thing.quantity < 1)
      errors[`inventory.${index}.quantity`] = i18next.t('validation:moreThan', { value: '0' });
  });
  return errors;
}

/** What is wrong with the draft, by the path of the field. */
export function validate(draft: EventDraft, facts: Facts): Errors {
  const errors: Errors = {};
  const parsed = fields.safeParse(draft);
  for (const issue of parsed.error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message;
  return { ...errors, ...timeErrors(draft, facts), ...rowErrors(draft, facts) };
}

const EMPTY: EventDraft = {
  performance_id: null,
  title: '',
  event_type: 'rehearsal',
  status: 'planned',
  date: null,
  start: '19:00',
  end: null,
  endDate: null,
  setup_minutes: null,
  strike_minutes: null,
  ready: null,
  venue_id: null,
  department_id: null,
  is_public: null,
  is_locked: false,
  tour_city: '',
  tour_venue_name: '',
  timezone: null,
  color: null,
  description: '',
  participants: [],
  inventory: [],
  rule: null,
};

/** Hours that nobody has named: shows begin in the evening, work in the morning. */
const startOf = (type: EventType) => (SHOW_TYPES.has(type) ? '19:00' : '11:00');

export interface NewSearch {
  readonly starts?: string | undefined;
  readonly ends?: string | undefined;
  readonly venue?: number | undefined;
  readonly performance?: number | undefined;
  readonly type?: EventType | undefined;
}

/** An event that the address of the form describes: a stretch of the calendar, a title. */
export function newDraft(search: NewSearch, zone: string): EventDraft {
  const event_type = search.type ?? (search.performance === undefined ? 'rehearsal' : 'performance');
  const from = search.starts === undefined ? null : toWall(search.starts, zone);
  const to = from === null || search.ends === undefined ? null : toWall(search.ends, zone);
  return {
    ...EMPTY,
    event_type,
    date: from && dayOf(from),
    start: from ? timeOf(from) : startOf(event_type),
    end: to && timeOf(to),
    endDate: to && LONG_TYPES.has(event_type) ? dayOf(to) : null,
    venue_id: search.venue ?? null,
    performance_id: search.performance ?? null,
  };
}

export function callDraft(call: CallOut, from: Wall, zone: string): CallDraft {
  return {
    key: `call-${call.id}`,
    user_id: call.person?.id ?? null,
    name: call.person?.short_name ?? null,
    role: call.role ?? '',
    department_id: call.department?.id ?? null,
    lead: call.call_at === null ? null : leadOfInstant(call.call_at, from, zone),
  };
}

export function thingDraft(thing: EventItemOut): ThingDraft {
  return {
    inventory_item_id: thing.item.id,
    name: thing.item.name,
    number: thing.item.inventory_number,
    unit: thing.unit,
    quantity: thing.quantity,
    notes: thing.notes,
  };
}

/**
 * A saved event as the form shows it.
 *
 * @param given the zone of its venue or theatre; a zone of the event's own is kept only where it differs.
 */
export function draftOf(event: EventOut, given: string): EventDraft {
  const zone = event.timezone;
  const from = toWall(event.starts_at, zone);
  const to = toWall(event.ends_at, zone);
  const day: Day = dayOf(from);
  const long = LONG_TYPES.has(event.event_type) && dayOf(to) !== day;
  return {
    performance_id: event.performance?.id ?? null,
    title: event.title === event.performance?.title ? '' : event.title,
    event_type: event.event_type,
    status: event.status,
    date: day,
    start: timeOf(from),
    end: timeOf(to),
    endDate: long ? dayOf(to) : null,
    setup_minutes: event.setup_minutes,
    strike_minutes: event.strike_minutes,
    ready: event.stage_ready_at === null ? NEVER_READY : leadOfInstant(event.stage_ready_at, from, zone),
    venue_id: event.venue?.id ?? null,
    department_id: event.department?.id ?? null,
    is_public: event.is_public,
    is_locked: event.is_locked,
    tour_city: event.tour_city ?? '',
    tour_venue_name: event.tour_venue_name ?? '',
    timezone: zone === given ? null : zone,
    color: event.color,
    description: event.description ?? '',
    participants: event.participants.map((call) => callDraft(call, from, zone)),
    inventory: event.inventory.filter(({ status }) => status !== null).map(thingDraft),
    rule: event.series ? parseRRule(event.series.rrule, day) : null,
  };
}

/** A new event like a saved one: its people and things, but a day of its own. */
export function copyOf(event: EventOut, given: string, search: NewSearch): EventDraft {
  const copy = draftOf(event, given);
  const from = search.starts === undefined ? null : toWall(search.starts, copy.timezone ?? given);
  return {
    ...copy,
    status: 'planned',
    is_locked: false,
    rule: null,
    date: from && dayOf(from),
    endDate: null,
    ...(from ? { start: timeOf(from), end: null } : {}),
  };
}
