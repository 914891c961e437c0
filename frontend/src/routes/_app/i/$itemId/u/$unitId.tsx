import { createFileRoute, notFound, redirect } from '@tanstack/react-router';

/** The code on a single numbered piece leads to its item. */
export const Route = createFileRoute('/_app/i/$itemId/u/$unitId')({
  beforeLoad: ({ params }) => {
    const itemId = Number(params.itemId);
    if (!Number.isSafeInteger(itemId) || itemId < 1) throw notFound();
    throw redirect({ to: '/inventory/$itemId', params: { itemId }, search: { tab: 'units' }, replace: true });
  },
});
