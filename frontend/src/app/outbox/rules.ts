import type { ApiError } from '@/api/problem';
import type { Row, Trouble } from './types';

const AGAIN_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * What a failure means for an act: the `line` is away (or the session has to be renewed) and nobody gets through; the
 * server is in `trouble` with this act, it may go better later; or it is `refused`, which is an answer.
 */
export function meaningOf({ status }: ApiError): 'line' | 'trouble' | 'refused' {
  if (status === 0 || status === 401) return 'line';
  return status < 0 || status >= 500 || status === 429 || status === 408 ? 'trouble' : 'refused';
}

/** Whether others would fare no better now: the server is away or asks this person to slow down. */
export const stopsAll = (problem: ApiError): boolean => problem.isConnection || problem.status === 429;

/**
 * Each time it is left alone for longer; never less than the server asks for. Not for longer where the server is away:
 * that is no fault of the act, which goes out soon after the server is back.
 */
export function troubleOf(row: Row, problem: ApiError, now: number): Trouble {
  const { message, retryAfter } = problem;
  const times = (row.trouble?.times ?? 0) + 1;
  const longer = problem.isConnection ? AGAIN_MS : Math.min(AGAIN_MS * 2 ** (times - 1), LONGEST_MS);
  const pause = Math.max(longer, (retryAfter ?? 0) * 1000);
  return { times, message, nextAt: now + pause };
}

/**
 * What goes out now. Acts about one subject replace each other, so all that wait are independent: those that never
 * failed go first, in their order, and one in trouble holds nobody up.
 *
 * @param hurry the person asks for it: no pause counts.
 */
export function dueOf(rows: readonly Row[], now: number, hurry: boolean): Row[] {
  return rows
    .filter(({ state, trouble }) => state === 'waiting' && (hurry || !trouble || trouble.nextAt <= now))
    .toSorted(
      (one, other) =>
        (one.trouble?.times ?? 0) - (other.trouble?.times ?? 0) || one.createdAt - other.createdAt,
    );
}
