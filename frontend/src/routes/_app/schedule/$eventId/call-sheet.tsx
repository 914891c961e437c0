import { createFileRoute, notFound } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { EventSheetPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { flagParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/schedule/$eventId/call-sheet')({
  params: { parse: ({ eventId }) => ({ eventId: Number(eventId) }) },
  validateSearch: z.object({
    by: z.catch(z.optional(z.enum(['department', 'time'])), undefined),
    phones: flagParam,
  }),
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.eventId) || params.eventId < 1) throw notFound();
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule', 'scheduleDesk');
  },
  component: EventSheetPage,
});
