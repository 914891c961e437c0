import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { PlanPage } from '@/features/schedule';
import { loadTexts } from '@/i18n';
import { flagParam, idParam } from '@/shared/lib/search-params';

const search = z.object({
  month: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), undefined),
  version: idParam,
  with: z.catch(z.optional(z.union([z.literal('none'), z.int().check(z.minimum(1))])), undefined),
  only: flagParam,
});

export const Route = createFileRoute('/_app/schedule/plan')({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'schedule:read');
    await loadTexts('schedule', 'schedulePlan');
  },
  component: PlanPage,
});
