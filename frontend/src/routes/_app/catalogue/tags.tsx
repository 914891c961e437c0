import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { Tabs } from '@/features/catalogue';
import { TagsPage } from '@/features/tags';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/catalogue/tags')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('catalogue', 'fields');
  },
  component: () => <TagsPage tabs={<Tabs />} />,
});
