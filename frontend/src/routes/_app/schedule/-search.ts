import * as z from 'zod/mini';
import { dayParam, enumsParam, idParam, idsParam, viewParam } from '@/shared/lib/search-params';

/** What the address of the calendar may say. */
export const search = z.object({
  show: z.catch(z.optional(z.enum(['day', 'week', 'month', 'list'])), undefined),
  rows: z.catch(z.optional(z.enum(['none', 'venue', 'person'])), undefined),
  date: dayParam,
  type: enumsParam([
    'performance',
    'premiere',
    'rehearsal',
    'run_through',
    'dress_rehearsal',
    'technical',
    'maintenance',
    'tour',
    'meeting',
    'other',
  ]),
  venue: idsParam,
  title: idsParam,
  person: idsParam,
  department: idsParam,
  /** The event that is open beside the calendar. */
  event: idParam,
  view: viewParam,
});
