import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { NewItemPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { idParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/inventory/new')({
  validateSearch: z.object({ from: idParam }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:create');
    await loadTexts('fields', 'photos');
  },
  component: NewItemPage,
});
