import { useQuery } from '@tanstack/react-query';
import type { MyCall } from '@/api/gen';
import { listMyCallsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { useNow } from '@/shared/lib/use-now';
import { useGiven } from './given-answers';

const NONE: readonly MyCall[] = [];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AHEAD_MS = 180 * 24 * HOUR_MS;
const FRESH_MS = 5 * MINUTE_MS;

/** Whether a call asks its person for an answer: what is over or cancelled asks for nothing. */
export const isWaiting = (call: MyCall, now: number): boolean =>
  call.status === 'invited' && call.event_status !== 'cancelled' && Date.parse(call.until) > now;

/** Calls of one event at one time are one card and one answer. */
export const callKey = ({ event, call_at }: MyCall): string => `${event.id}|${call_at}`;

/** How many cards the list of waiting calls has. */
export const countWaiting = (calls: readonly MyCall[]): number => new Set(calls.map(callKey)).size;

/**
 * One's own calls that wait for an answer, over all weeks ahead: the counter and its list ask the same. An answer that
 * waits for the network is given.
 */
export function useWaitingCalls(enabled = true) {
  const now = useNow(MINUTE_MS);
  // By the hour: the question stays the same, and so does what is known of it.
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const range = { from: new Date(hour).toISOString(), to: new Date(hour + AHEAD_MS).toISOString() };
  const query = useQuery({ ...listMyCallsOptions({ query: range }), staleTime: FRESH_MS, enabled });
  const calls = useGiven(query.data?.items ?? NONE).filter((call) => isWaiting(call, now));
  return { query, calls };
}
