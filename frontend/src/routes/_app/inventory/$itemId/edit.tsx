import { createFileRoute, notFound } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { EditItemPage } from '@/features/inventory';

export const Route = createFileRoute('/_app/inventory/$itemId/edit')({
  params: { parse: ({ itemId }) => ({ itemId: Number(itemId) }) },
  beforeLoad: ({ context, params }) => {
    if (!Number.isSafeInteger(params.itemId) || params.itemId < 1) throw notFound();
    requirePermission(context.me, 'inventory:update');
  },
  component: EditItemPage,
});
