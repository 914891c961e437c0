import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { TitlesPage } from '@/features/titles';
import { loadTexts } from '@/i18n';
import { enumsParam, flagParam, pageParam, pageSizeParam, textParam } from '@/shared/lib/search-params';

const sorts = z.enum(['title', '-title', 'premiere_date', '-premiere_date', 'updated_at', '-updated_at']);

export const Route = createFileRoute('/_app/performances/')({
  validateSearch: z.object({
    q: textParam,
    page: pageParam,
    page_size: pageSizeParam,
    sort: z.catch(z.optional(sorts), undefined),
    status: enumsParam(['in_development', 'premiere', 'active', 'paused']),
    archived: flagParam,
  }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'performance:read');
    await loadTexts('titles');
  },
  component: TitlesPage,
});
