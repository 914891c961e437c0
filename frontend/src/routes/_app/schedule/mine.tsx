import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { MyCallsPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { dayParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/schedule/mine')({
  validateSearch: z.object({
    date: dayParam,
    list: z.catch(z.optional(z.enum(['waiting'])), undefined),
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:respond');
    await loadTexts('schedule', 'scheduleCalls');
  },
  component: MyCallsPage,
});
