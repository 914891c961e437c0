import * as z from 'zod/mini';
import { zConflict } from '@/api/gen/zod.gen';
import { toApiError } from '@/api/problem';
import type { Conflict } from '../types';

const conflicts = z.array(zConflict);

/** The conflicts for which the server refused to save; null when it refused for something else. */
export function refusedFor(error: unknown): Conflict[] | null {
  const problem = toApiError(error);
  if (problem.status !== 409) return null;
  const read = conflicts.safeParse(problem.extras.conflicts);
  return read.success && read.data.length > 0 ? read.data : null;
}
