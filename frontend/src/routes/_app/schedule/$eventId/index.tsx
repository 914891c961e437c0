import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { EventPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/schedule/$eventId/')({
  params: { parse: ({ eventId }) => ({ eventId: Number(eventId) }) },
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.eventId) || params.eventId < 1) throw notFound();
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule', 'scheduleEvent', 'schedulePage', 'scheduleCalls');
  },
  component: EventPage,
});
