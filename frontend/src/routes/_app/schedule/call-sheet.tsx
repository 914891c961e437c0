import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { DaySheetPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { dayParam, flagParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/schedule/call-sheet')({
  validateSearch: z.object({
    day: dayParam,
    by: z.catch(z.optional(z.enum(['department', 'time'])), undefined),
    phones: flagParam,
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule', 'scheduleDesk');
  },
  component: DaySheetPage,
});
