import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { ImportsPage } from '@/features/imports';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/inventory/imports/')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:bulk');
    await loadTexts('imports');
  },
  component: ImportsPage,
});
