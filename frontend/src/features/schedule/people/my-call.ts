import type { MyCall } from '@/api/gen';
import { callKey, isWaiting } from '@/app/waiting-calls';
import { addDays, type Day, dayOf, toWall } from '../time';

/** What a call asks of the person. */
export type CallState = 'waiting' | 'confirmed' | 'tentative' | 'declined' | 'cancelled' | 'past';

export function stateOf(call: MyCall, now: number): CallState {
  if (call.event_status === 'cancelled') return 'cancelled';
  if (call.status === 'invited') return isWaiting(call, now) ? 'waiting' : 'past';
  return call.status;
}

/** The day on which the person has to come, by the clock of the place. */
export const dayOfCall = (call: MyCall): Day => dayOf(toWall(call.call_at, call.timezone));

export type DayMark = 'none' | 'answered' | 'waiting';

/** What the strip of the week shows of a day: a ring while an answer is due, a dot when somebody comes. */
export function markOf(calls: readonly MyCall[], day: Day, now: number): DayMark {
  const states = calls.filter((call) => dayOfCall(call) === day).map((call) => stateOf(call, now));
  if (states.includes('waiting')) return 'waiting';
  return states.some((state) => state !== 'cancelled' && state !== 'declined') ? 'answered' : 'none';
}

/**
 * Calls of one event are answered together: for two roles at one time a single card, with both roles. The newest
 * version of them is what is answered.
 */
export function joined(calls: readonly MyCall[]): MyCall[] {
  const found = new Map<string, MyCall>();
  for (const call of calls) {
    const key = callKey(call);
    const before = found.get(key);
    found.set(
      key,
      before
        ? {
            ...before,
            role: [before.role, call.role].filter(Boolean).join(', ') || null,
            call_version: Math.max(before.call_version, call.call_version),
          }
        : call,
    );
  }
  return [...found.values()];
}

/** The newest version of the calls to an event: the answer is to all of them. */
export function newestVersion(calls: readonly MyCall[], eventId: number): number {
  return Math.max(...calls.filter(({ event }) => event.id === eventId).map((call) => call.call_version));
}

export function byDay(calls: readonly MyCall[]): [Day, MyCall[]][] {
  const days = new Map<Day, MyCall[]>();
  for (const call of calls) {
    const day = dayOfCall(call);
    days.set(day, [...(days.get(day) ?? []), call]);
  }
  return [...days].toSorted(([one], [other]) => one.localeCompare(other));
}

export const weekDays = (monday: Day): Day[] =>
  Array.from({ length: 7 }, (_, index) => addDays(monday, index));
