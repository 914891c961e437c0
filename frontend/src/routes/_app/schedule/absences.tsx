import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { AbsencesPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { dayParam, enumsParam, flagParam, idParam, idsParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/schedule/absences')({
  validateSearch: z.object({
    tab: z.catch(z.optional(z.enum(['mine', 'people', 'closures'])), undefined),
    person: idsParam,
    venue: idsParam,
    kind: enumsParam(['vacation', 'sick', 'other']),
    from: dayParam,
    to: dayParam,
    past: flagParam,
    open: idParam,
    add: flagParam,
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule', 'scheduleDesk');
  },
  component: AbsencesPage,
});
