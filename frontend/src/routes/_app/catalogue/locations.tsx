import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { requirePermission } from '@/app/guards';
import { CataloguePage } from '@/features/catalogue';
import { loadTexts } from '@/i18n';
import { idParam } from '@/shared/lib/search-params';

export const Route = createFileRoute('/_app/catalogue/locations')({
  validateSearch: z.object({ node: idParam }),
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('catalogue');
  },
  component: function LocationPage() {
    return <CataloguePage kind="location" nodeId={Route.useSearch().node} />;
  },
});
