import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { EditEventPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/schedule/$eventId/edit')({
  params: { parse: ({ eventId }) => ({ eventId: Number(eventId) }) },
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.eventId) || params.eventId < 1) throw notFound();
    requirePermission(context.me, 'schedule:update');
    await loadTexts('schedule', 'scheduleEvent');
  },
  component: EditEventPage,
});
