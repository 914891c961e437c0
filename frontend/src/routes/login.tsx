import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ensureSession, knownUser, safeReturnPath, useSessionNotice } from '@/app/session';
import { LoginPage } from '@/features/auth';

export const Route = createFileRoute('/login')({
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  beforeLoad: async ({ context, search }) => {
    // Without a network nobody is signed out: whoever is known goes to their pages, which tell of it. A stranger gets
    // the sign-in page all the same.
    // Whoever was just sent here reads why first, even if somebody else is signed in in another tab.
    if (useSessionNotice.getState().notice) return;
    const me = await ensureSession(context.queryClient).catch(knownUser);
    if (me) throw redirect({ href: safeReturnPath(search.next) });
  },
  component: LoginPage,
});
