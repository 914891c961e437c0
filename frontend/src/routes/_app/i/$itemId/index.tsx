import { createFileRoute, notFound, redirect } from '@tanstack/react-router';

/** What the codes on labels say: short, and true however often an item is renumbered. */
export const Route = createFileRoute('/_app/i/$itemId/')({
  beforeLoad: ({ params }) => {
    const itemId = Number(params.itemId);
    if (!Number.isSafeInteger(itemId) || itemId < 1) throw notFound();
    throw redirect({ to: '/inventory/$itemId', params: { itemId }, replace: true });
  },
});
