import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { AnalyticsPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { idParam, idsParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/inventory/analytics')({
  validateSearch: z.object({ department: idsParam, category: idParam, location: idParam }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'analytics:read');
    await loadTexts('analytics');
  },
  component: AnalyticsPage,
});
