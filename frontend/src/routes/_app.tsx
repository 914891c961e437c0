import { createFileRoute, redirect } from '@tanstack/react-router';
import { ensureSession } from '@/app/session';
import { Shell, StartError } from '@/app/shell';
import { loadAllTexts, loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    // Those of the outbox are needed when nothing can be fetched.
    const texts = Promise.all([loadAllTexts(), loadTexts('outbox')]);
    // Its words are needed, whether the session can be continued now or not.
    const me = await ensureSession(context.queryClient).finally(() => texts);
    if (!me) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
    return { me };
  },
  component: Shell,
  errorComponent: StartError,
});
