import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { TitlePage } from '@/features/titles';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/performances/$titleId/')({
  params: { parse: ({ titleId }) => ({ titleId: Number(titleId) }) },
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.titleId) || params.titleId < 1) throw notFound();
    requirePermission(context.me, 'performance:read');
    await loadTexts('titles', 'schedule', 'scheduleEvent', 'schedulePage');
  },
  component: TitlePage,
});
