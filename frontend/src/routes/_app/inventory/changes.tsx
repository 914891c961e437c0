import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { ChangesPage } from '@/features/changes';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/inventory/changes')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:move');
    await loadTexts('changes', 'bulk', 'movements', 'imports');
  },
  component: ChangesPage,
});
