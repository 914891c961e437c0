import type { EventOut, HistoryEntry } from '@/api/gen';
import { i18next } from '@/i18n';
import { dayShort } from '../../calendar/period';
import { lengthText } from '../../conflicts';
import { dayOf, timeOf, toWall } from '../../time';
import { EVENT_STATUSES } from '../../vocabulary';

/** One thing that happened, told in words. */
export interface Told {
  readonly at: string;
  readonly actor: string | null;
  readonly lines: readonly string[];
  /** Something that went against the rules or the plan. */
  readonly grave: boolean;
}

/** Names by id, as far as the page knows them. */
export interface Names {
  readonly people: ReadonlyMap<number, string>;
  readonly venues: ReadonlyMap<number, string>;
  readonly items: ReadonlyMap<number, string>;
}

type Pair = readonly [unknown, unknown];

const DECLINE_REASONS = ['illness', 'busy', 'family', 'other'] as const;

/** Fields told by their name alone. */
const PLAIN = [
  'title',
  'description',
  'event_type',
  'performance_id',
  'department_id',
  'is_public',
  'tour_city',
  'tour_venue_name',
  'timezone',
  'color',
] as const;

function pairOf(entry: HistoryEntry, name: string): Pair | null {
  const pair = entry.changes[name];
  return Array.isArray(pair) && pair.length === 2 ? [pair[0], pair[1]] : null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function moment(value: unknown, beside: unknown, zone: string): string {
  const instant = text(value);
  if (instant === null) return i18next.t('schedulePage:history.none');
  const wall = toWall(instant, zone);
  const other = text(beside);
  const sameDay = other !== null && dayOf(toWall(other, zone)) === dayOf(wall);
  return sameDay ? timeOf(wall) : `${dayShort(dayOf(wall))}, ${timeOf(wall)}`;
}

const arrow = (from: string, to: string) => i18next.t('schedulePage:history.arrow', { from, to });

function statusLine(pair: Pair, reason: unknown): string {
  const [before, after] = pair;
  if (after === 'cancelled') {
    const why = text(reason);
    return why
      ? i18next.t('schedulePage:history.cancelledWhy', { reason: why })
      : i18next.t('schedulePage:history.cancelled');
  }
  if (before === 'cancelled') return i18next.t('schedulePage:history.revived');
  const known = EVENT_STATUSES.find((status) => status === after);
  return i18next.t('schedulePage:history.status', {
    status: known ? i18next.t(`schedule:status.${known}`) : String(after),
  });
}

/** What has changed of the event itself. */
function eventLines(entry: HistoryEntry, event: EventOut, names: Names): string[] {
  const lines: string[] = [];
  const zone = event.timezone;
  const starts = pairOf(entry, 'starts_at');
  const ends = pairOf(entry, 'ends_at');
  if (starts)
    lines.push(
      i18next.t('schedulePage:history.moved', {
        change: arrow(moment(starts[0], starts[1], zone), moment(starts[1], starts[0], zone)),
      }),
    );
  else if (ends)
    lines.push(
      i18next.t('schedulePage:history.ends', {
        change: arrow(moment(ends[0], ends[1], zone), moment(ends[1], ends[0], zone)),
      }),
    );
  const venue = pairOf(entry, 'venue_id');
  if (venue) {
    const place = (id: unknown) =>
      id === null
        ? i18next.t('schedule:noVenue')
        : (names.venues.get(number(id) ?? 0) ?? i18next.t('schedulePage:history.otherVenue'));
    lines.push(arrow(place(venue[0]), place(venue[1])));
  }
  const status = pairOf(entry, 'status');
  if (status) lines.push(statusLine(status, pairOf(entry, 'cancel_reason')?.[1]));
  const reason = text(pairOf(entry, 'override_reason')?.[1]);
  if (reason) lines.push(i18next.t('schedulePage:history.overridden', { reason }));
  for (const name of ['setup_minutes', 'strike_minutes'] as const) {
    const pair = pairOf(entry, name);
    if (pair)
      lines.push(
        i18next.t(`schedulePage:history.${name}`, {
          change: arrow(lengthText(number(pair[0]) ?? 0), lengthText(number(pair[1]) ?? 0)),
        }),
      );
  }
  const ready = pairOf(entry, 'stage_ready_at');
  if (ready && !starts)
    lines.push(
      i18next.t('schedulePage:history.ready', {
        change: arrow(moment(ready[0], ready[1], zone), moment(ready[1], ready[0], zone)),
      }),
    );
  const locked = pairOf(entry, 'is_locked');
  if (locked) lines.push(i18next.t(`schedulePage:history.${locked[1] ? 'locked' : 'unlocked'}`));
  const plain = PLAIN.filter((name) => pairOf(entry, name) !== null);
  if (plain.length > 0)
    lines.push(
      i18next.t('schedulePage:history.fields', {
        names: plain.map((name) => i18next.t(`scheduleEvent:changed.${name}`)).join(', '),
      }),
    );
  return lines;
}

const whoOf = (id: unknown, names: Names) => names.people.get(number(id) ?? 0) ?? null;

/** Whose call it is: person and role, as far as there are any. */
function calledOf(entry: HistoryEntry): string {
  return [entry.call?.person?.short_name, entry.call?.role].filter(Boolean).join(', ');
}

/** What of a call changes without its answer: whom it is for, which role, when to come. */
function changeLine(entry: HistoryEntry, event: EventOut, names: Names): string | null {
  const person = pairOf(entry, 'user_id');
  const role = text(pairOf(entry, 'role')?.[1]) ?? entry.call?.role;
  const nobody = i18next.t('schedulePage:sheet.nobody');
  if (person) {
    const to = whoOf(person[1], names) ?? nobody;
    if (person[0] === null)
      return i18next.t('schedulePage:history.assigned', { who: [to, role].filter(Boolean).join(', ') });
    const change = arrow(whoOf(person[0], names) ?? nobody, to);
    return role
      ? i18next.t('schedulePage:history.handedRole', { role, change })
      : i18next.t('schedulePage:history.handed', { change });
  }
  const who = calledOf(entry);
  const renamed = pairOf(entry, 'role');
  if (renamed)
    return i18next.t('schedulePage:history.role', {
      who: entry.call?.person?.short_name ?? nobody,
      change: arrow(text(renamed[0]) ?? '—', text(renamed[1]) ?? '—'),
    });
  const call = pairOf(entry, 'call_at');
  if (call)
    return i18next.t('schedulePage:history.callOf', {
      who,
      change: arrow(moment(call[0], call[1], event.timezone), moment(call[1], call[0], event.timezone)),
    });
  return null;
}

function callLine(entry: HistoryEntry, event: EventOut, names: Names): string | null {
  const status = pairOf(entry, 'status')?.[1];
  if (entry.action === 'create' || entry.action === 'delete') {
    const side = entry.action === 'create' ? 1 : 0;
    // As it was then: a role may have gone to somebody else since.
    const person = whoOf(pairOf(entry, 'user_id')?.[side], names);
    const role = text(pairOf(entry, 'role')?.[side]);
    const who = [person, role].filter(Boolean).join(', ') || calledOf(entry);
    return i18next.t(
      `schedulePage:history.${entry.action === 'create' ? (person ? 'called' : 'roleOpened') : 'released'}`,
      { who },
    );
  }
  if (pairOf(entry, 'user_id')) return changeLine(entry, event, names);
  if (status === 'confirmed' || status === 'declined' || status === 'tentative') {
    const who = calledOf(entry) || (entry.actor?.short_name ?? '');
    const reason = text(pairOf(entry, 'decline_reason')?.[1]);
    const known = DECLINE_REASONS.find((one) => one === reason);
    const why = [
      status === 'declined' && known ? i18next.t(`schedulePage:decline.${known}`) : null,
      text(pairOf(entry, 'comment')?.[1]),
    ].filter(Boolean);
    return [i18next.t(`schedulePage:history.answer.${status}`, { who }), ...why].join(' · ');
  }
  return changeLine(entry, event, names);
}

/** Whoever is asked anew because the call has become another one. */
function againLine(entries: readonly HistoryEntry[]): string[] {
  const again = entries.filter(
    (entry) =>
      entry.action === 'update' &&
      pairOf(entry, 'status')?.[1] === 'invited' &&
      pairOf(entry, 'user_id') === null &&
      pairOf(entry, 'call_version') !== null,
  );
  const who = again.map((entry) => entry.call?.person?.short_name).filter((name) => name !== undefined);
  if (again.length === 0) return [];
  if (again.length <= FEW && who.length === again.length)
    return [i18next.t('schedulePage:history.askedAgainWho', { who: who.join(', ') })];
  return [i18next.t('schedulePage:history.askedAgain', { count: again.length })];
}

function itemLine(entry: HistoryEntry, names: Names): string | null {
  const side = entry.action === 'delete' ? 0 : 1;
  const id = number(pairOf(entry, 'inventory_item_id')?.[side]);
  const name = (id !== null && names.items.get(id)) || i18next.t('schedulePage:history.item');
  if (entry.action === 'create') return i18next.t('schedulePage:history.reserved', { name });
  if (entry.action === 'delete') return i18next.t('schedulePage:history.unreserved', { name });
  const quantity = pairOf(entry, 'quantity');
  return quantity
    ? i18next.t('schedulePage:history.quantity', { change: arrow(String(quantity[0]), String(quantity[1])) })
    : null;
}

/** Several of one kind in one moment are told by their number. */
const FEW = 3;

function some(lines: string[], key: 'calledMany' | 'releasedMany' | 'callsChanged' | 'itemsMany'): string[] {
  const unlike = [...new Set(lines)];
  return unlike.length <= FEW ? unlike : [i18next.t(`schedulePage:history.${key}`, { count: lines.length })];
}

/** What happened in one moment by one hand: the event first, then what it meant for people and things. */
function tell(group: readonly HistoryEntry[], event: EventOut, names: Names): string[] {
  const lines: string[] = [];
  for (const entry of group.filter(({ entity }) => entity === 'event')) {
    if (entry.action === 'create') lines.push(i18next.t('schedulePage:history.created'));
    else if (entry.action === 'archive') lines.push(i18next.t('schedulePage:history.deleted'));
    else if (entry.action === 'restore') lines.push(i18next.t('schedulePage:history.restored'));
    else lines.push(...eventLines(entry, event, names));
  }
  const calls = group.filter(({ entity }) => entity === 'call');
  const moved = group.some((entry) => entry.entity === 'event' && pairOf(entry, 'starts_at') !== null);
  const line = (entry: HistoryEntry) => callLine(entry, event, names);
  const of = (action: string) =>
    calls.filter((entry) => entry.action === action).flatMap((entry) => line(entry) ?? []);
  lines.push(...some(of('create'), 'calledMany'), ...some(of('delete'), 'releasedMany'));
  if (!moved) lines.push(...some(of('update'), 'callsChanged'));
  lines.push(...againLine(calls));
  const items = group.filter(({ entity }) => entity === 'event_item');
  lines.push(
    ...some(
      items.flatMap((entry) => itemLine(entry, names) ?? []),
      'itemsMany',
    ),
  );
  return lines;
}

const MINUTE_MS = 60_000;

/** Bookings made one after another are one act, too, though each is a change of its own. */
function keyOf(entry: HistoryEntry, together: ReadonlySet<string>): string {
  const actor = entry.actor?.id ?? '';
  if (entry.entity !== 'event_item' || together.has(entry.at)) return `${entry.at}|${actor}`;
  return `items|${Math.floor(Date.parse(entry.at) / MINUTE_MS)}|${actor}`;
}

/** The journal of an event as people tell it, the newest first. What changed together is one thing. */
export function tellHistory(entries: readonly HistoryEntry[], event: EventOut, names: Names): Told[] {
  const groups = new Map<string, HistoryEntry[]>();
  const together = new Set(entries.filter(({ entity }) => entity !== 'event_item').map(({ at }) => at));
  for (const entry of entries) {
    const key = keyOf(entry, together);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    const lines = tell(group, event, names);
    if (!first || lines.length === 0) return [];
    const grave = group.some(
      (entry) =>
        text(pairOf(entry, 'override_reason')?.[1]) !== null ||
        pairOf(entry, 'status')?.[1] === 'cancelled' ||
        pairOf(entry, 'status')?.[1] === 'declined',
    );
    return [{ at: first.at, actor: first.actor?.short_name ?? null, lines, grave }];
  });
}
