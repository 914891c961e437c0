import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { JournalPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { dayParam, enumsParam, idParam, idsParam, textParam, tokenParam } from '@/shared/lib/search-params';

const KINDS = [
  'issue',
  'return',
  'transfer',
  'reserve',
  'unreserve',
  'repair_out',
  'repair_in',
  'tour_out',
  'tour_in',
  'receipt',
  'write_off',
  'adjustment',
] as const;

const search = z.object({
  q: textParam,
  item: idParam,
  batch: tokenParam,
  movement_type: enumsParam(KINDS),
  performance: idsParam,
  category: idsParam,
  department: idsParam,
  location: idsParam,
  author: idsParam,
  date_from: dayParam,
  date_to: dayParam,
});

export const Route = createFileRoute('/_app/inventory/movements')({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('movements');
  },
  component: JournalPage,
});
