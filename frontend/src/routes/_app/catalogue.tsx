import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { CataloguePage } from '@/features/catalogue';

export const Route = createFileRoute('/_app/catalogue')({
  beforeLoad: ({ context }) => requirePermission(context.me, 'inventory:read'),
  component: CataloguePage,
});
