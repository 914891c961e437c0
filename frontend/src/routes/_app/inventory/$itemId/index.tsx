import { createFileRoute, notFound } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { ItemPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { textParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/inventory/$itemId/')({
  params: { parse: ({ itemId }) => ({ itemId: Number(itemId) }) },
  validateSearch: z.object({ tab: textParam }),
  beforeLoad: async ({ context, params }) => {
    if (!Number.isSafeInteger(params.itemId) || params.itemId < 1) throw notFound();
    requirePermission(context.me, 'inventory:read');
    await loadTexts('fields', 'titles', 'movements', 'photos', 'units', 'care');
  },
  component: ItemPage,
});
