import { createFileRoute, notFound } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { ImportPage } from '@/features/imports';
import { loadTexts } from '@/i18n';

const params = z.object({ importId: z.coerce.number().check(z.int(), z.positive()) });
const search = z.object({
  step: z.catch(z.optional(z.enum(['table', 'mapping', 'check', 'run'])), undefined),
});

export const Route = createFileRoute('/_app/inventory/imports/$importId')({
  params: {
    parse: (raw) => {
      const parsed = params.safeParse(raw);
      if (!parsed.success) throw notFound();
      return parsed.data;
    },
    stringify: ({ importId }) => ({ importId: String(importId) }),
  },
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:bulk');
    await loadTexts('imports');
  },
  component: ImportPage,
});
