import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { ImportsPage } from '@/features/imports';

export const Route = createFileRoute('/_app/inventory/imports/')({
  beforeLoad: ({ context }) => requirePermission(context.me, 'inventory:bulk'),
  component: ImportsPage,
});
