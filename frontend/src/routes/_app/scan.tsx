import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { ScanPage } from '@/features/scan';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/scan')({
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts('scan', 'titles', 'movements', 'bulk', 'photos', 'units', 'care');
  },
  component: ScanPage,
});
