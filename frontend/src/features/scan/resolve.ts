import { resolveCode } from '@/api/gen';
import { toApiError } from '@/api/problem';
import type { Candidate, Outcome } from './session';

function isCandidate(value: unknown): value is Candidate {
  return (
    typeof value === 'object' &&
    value !== null &&
    'item_id' in value &&
    typeof value.item_id === 'number' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'number' in value &&
    typeof value.number === 'string'
  );
}

/**
 * Asks what a code stands for, reading by reading.
 *
 * @throws ApiError while nobody can answer.
 */
export async function resolveNow(readings: readonly string[]): Promise<Outcome> {
  for (const code of readings) {
    try {
      const { data } = await resolveCode({ query: { code: code.slice(0, 500) } });
      return { state: 'found', thing: data };
    } catch (error) {
      const problem = toApiError(error);
      if (problem.status === 409) {
        const listed = problem.extras.candidates;
        return {
          state: 'ambiguous',
          candidates: Array.isArray(listed) ? listed.filter(isCandidate) : [],
        };
      }
      // 404: nobody's code; 422: not even a code. Anything else may go better later.
      if (problem.status !== 404 && problem.status !== 422) throw problem;
    }
  }
  return { state: 'unknown' };
}

/** The same; while nobody can answer, the scan waits. */
export async function resolve(readings: readonly string[]): Promise<Outcome> {
  return resolveNow(readings).catch(() => ({ state: 'waiting' }));
}
