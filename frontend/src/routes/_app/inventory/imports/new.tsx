import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { NewImportPage } from '@/features/imports';

export const Route = createFileRoute('/_app/inventory/imports/new')({
  beforeLoad: ({ context }) => requirePermission(context.me, 'inventory:bulk'),
  component: NewImportPage,
});
