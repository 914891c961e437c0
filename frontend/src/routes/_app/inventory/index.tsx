import { createFileRoute } from '@tanstack/react-router';
import { requirePermission } from '@/app/guards';
import { InventoryPage } from '@/features/inventory';
import { loadTexts } from '@/i18n';
import { search } from './-search';

/** Of everything that the list and the card beside it show. */
const TEXTS = [
  'fields',
  'analytics',
  'titles',
  'movements',
  'photos',
  'units',
  'care',
  'labels',
  'bulk',
] as const;

export const Route = createFileRoute('/_app/inventory/')({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    requirePermission(context.me, 'inventory:read');
    await loadTexts(...TEXTS);
  },
  component: InventoryPage,
});
