import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { Tabs } from '@/features/catalogue';
import { FieldsPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/catalogue/fields')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('catalogue', 'fields');
  },
  component: () => <FieldsPage tabs={<Tabs />} />,
});
