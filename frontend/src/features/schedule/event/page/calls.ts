import type { CallOut, EventOut } from '@/api/gen';

/** What the call sheet says of a call. */
export type Answer = 'confirmed' | 'tentative' | 'waiting' | 'again' | 'declined' | 'open' | 'hidden';

export function answerOf(call: CallOut): Answer {
  if (call.person === null) return 'open';
  if (call.status === null) return 'hidden';
  if (call.status === 'invited') return call.asked_again ? 'again' : 'waiting';
  return call.status;
}

/** Those that somebody has to do something about. */
const OPEN: ReadonlySet<Answer> = new Set(['waiting', 'again', 'declined', 'open', 'tentative']);
export const isOpen = (call: CallOut): boolean => OPEN.has(answerOf(call));

export const comesAt = (call: CallOut, event: Pick<EventOut, 'starts_at'>): string =>
  call.call_at ?? event.starts_at;

export interface Group {
  readonly key: string;
  /** Null: no department. */
  readonly name: string | null;
  readonly calls: readonly CallOut[];
  readonly confirmed: number;
  readonly open: number;
}

function group(key: string, name: string | null, calls: CallOut[]): Group {
  return {
    key,
    name,
    calls,
    confirmed: calls.filter((call) => answerOf(call) === 'confirmed').length,
    open: calls.filter(isOpen).length,
  };
}

/** Departments with open questions first, then by the time of their first call; artists, who have none, lead. */
export function byDepartment(event: EventOut): Group[] {
  const found = new Map<number | null, CallOut[]>();
  for (const call of event.participants) {
    const id = call.department?.id ?? null;
    found.set(id, [...(found.get(id) ?? []), call]);
  }
  return [...found]
    .map(([id, calls]) => group(String(id), calls[0]?.department?.name ?? null, sorted(calls, event)))
    .toSorted(
      (a, b) =>
        Number(b.open > 0) - Number(a.open > 0) ||
        Number(b.name === null) - Number(a.name === null) ||
        (a.name ?? '').localeCompare(b.name ?? ''),
    );
}

/** Everybody who comes at the same time stands together. */
export function byTime(event: EventOut): Group[] {
  const found = new Map<string, CallOut[]>();
  for (const call of event.participants) {
    const at = comesAt(call, event);
    found.set(at, [...(found.get(at) ?? []), call]);
  }
  return [...found]
    .toSorted(([a], [b]) => Date.parse(a) - Date.parse(b))
    .map(([at, calls]) => group(at, null, sorted(calls, event)));
}

function sorted(calls: readonly CallOut[], event: EventOut): CallOut[] {
  return calls.toSorted(
    (a, b) =>
      Date.parse(comesAt(a, event)) - Date.parse(comesAt(b, event)) ||
      (a.role ?? '').localeCompare(b.role ?? '') ||
      (a.person?.short_name ?? '').localeCompare(b.person?.short_name ?? ''),
  );
}
