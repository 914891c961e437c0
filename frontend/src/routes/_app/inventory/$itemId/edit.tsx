import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { EditItemPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/inventory/$itemId/edit')({
  params: { parse: ({ itemId }) => ({ itemId: Number(itemId) }) },
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.itemId) || params.itemId < 1) throw notFound();
    requirePermission(context.me, 'inventory:update');
    await loadTexts('fields');
  },
  component: EditItemPage,
});
