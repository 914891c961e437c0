import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { NewEventPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { idParam } from '@/shared/lib/search-params';

const moment = z.catch(z.optional(z.iso.datetime({ offset: true })), undefined);
const type = z.enum([
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
]);

export const Route = createFileRoute('/_app/schedule/new')({
  validateSearch: z.object({
    starts: moment,
    ends: moment,
    venue: idParam,
    performance: idParam,
    type: z.catch(z.optional(type), undefined),
    copy_of: idParam,
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:create');
    await loadTexts('schedule', 'scheduleEvent');
  },
  component: NewEventPage,
});
