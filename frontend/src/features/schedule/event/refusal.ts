import { toApiError } from '@/api/problem';
import type { Conflict } from '../types';

/** The conflicts for which the server refused to save; null when it refused for something else. */
export function refusedFor(error: unknown): readonly Conflict[] | null {
  const problem = toApiError(error);
  const found = problem.extras.conflicts;
  return problem.status === 409 && Array.isArray(found) && found.length > 0 ? found : null;
}
