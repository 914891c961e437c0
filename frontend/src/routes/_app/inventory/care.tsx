import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { CarePage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { enumsParam, flagParam, idParam, idsParam, textParam } from '@/shared/lib/search-params';

const search = z.object({
  q: textParam,
  item: idParam,
  horizon: enumsParam(['overdue', 'month', 'later', 'stock']),
  what: enumsParam(['plan', 'certificate', 'warranty', 'low_stock']),
  kind: enumsParam([
    'inspection',
    'maintenance',
    'cleaning',
    'treatment',
    'fire_treatment',
    'rigging',
    'electrical',
    'hygiene',
    'other',
  ]),
  department: idsParam,
  category: idsParam,
  blocks_issue: flagParam,
});

export const Route = createFileRoute('/_app/inventory/care')({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('care', 'movements', 'units');
  },
  component: CarePage,
});
