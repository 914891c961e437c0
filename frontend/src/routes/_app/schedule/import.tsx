import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { ImportPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/schedule/import')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:create');
    await loadTexts('schedule', 'scheduleDesk');
  },
  component: ImportPage,
});
