import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { ClashesPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { dayParam, enumsParam, flagParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/schedule/conflicts')({
  validateSearch: z.object({
    tab: z.catch(z.optional(z.enum(['roles', 'declines'])), undefined),
    from: dayParam,
    range: z.catch(z.optional(z.enum(['two_weeks', 'month', 'season'])), undefined),
    kind: enumsParam(['venue', 'person', 'item']),
    severity: enumsParam(['hard', 'soft']),
    fresh: flagParam,
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:read', {});
    await loadTexts('schedule', 'scheduleDesk');
  },
  component: ClashesPage,
});
