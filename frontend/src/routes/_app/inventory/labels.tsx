import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { LabelsPage } from '@/features/labels';
import { loadTexts } from '@/i18n';
import { flagParam, idListParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/inventory/labels')({
  validateSearch: z.object({ ids: idListParam, units: flagParam }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('labels');
  },
  component: LabelsPage,
});
