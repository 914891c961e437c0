import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { InventoryPage } from '@/features/inventory';
import { pageParam, pageSizeParam, textParam } from '@/shared/lib/search-params';

const search = z.looseObject({ q: textParam, page: pageParam, page_size: pageSizeParam });

export const Route = createFileRoute('/_app/inventory/')({
  validateSearch: search,
  beforeLoad: ({ context }) => requirePermission(context.me, 'inventory:read'),
  component: InventoryPage,
});
