import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ensureSession, safeReturnPath } from '@/app/session';
import { LoginPage } from '@/features/auth';

export const Route = createFileRoute('/login')({
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  beforeLoad: async ({ context, search }) => {
    // A server that cannot be reached must not keep the sign-in page from opening: the page itself tells.
    const me = await ensureSession(context.queryClient).catch(() => null);
    if (me) throw redirect({ href: safeReturnPath(search.next) });
  },
  component: LoginPage,
});
