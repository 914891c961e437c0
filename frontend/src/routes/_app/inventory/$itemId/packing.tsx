import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { PackingPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/inventory/$itemId/packing')({
  params: { parse: ({ itemId }) => ({ itemId: Number(itemId) }) },
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.itemId) || params.itemId < 1) throw notFound();
    requirePermission(context.me, 'inventory:read');
    await loadTexts('units');
  },
  component: PackingPage,
});
