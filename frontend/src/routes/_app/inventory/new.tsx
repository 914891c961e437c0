import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { NewItemPage } from '@/features/inventory';

export const Route = createFileRoute('/_app/inventory/new')({
  beforeLoad: ({ context }) => requirePermission(context.me, 'inventory:create'),
  component: NewItemPage,
});
