import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { CalendarPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { search } from './-search';

export const Route = createFileRoute('/_app/schedule/')({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule');
  },
  component: CalendarPage,
});
