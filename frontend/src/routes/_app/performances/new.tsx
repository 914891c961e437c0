import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { NewTitlePage } from '@/features/titles';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/performances/new')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'performance:create');
    await loadTexts('titles');
  },
  component: NewTitlePage,
});
