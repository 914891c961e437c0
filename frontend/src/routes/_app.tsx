import { createFileRoute, redirect } from '@tanstack/react-router';
import { ensureSession } from '@/app/session';
import { Shell, StartError } from '@/app/shell';
import { loadAllTexts } from '@/i18n';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const [me] = await Promise.all([ensureSession(context.queryClient), loadAllTexts()]);
    if (!me) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
    return { me };
  },
  component: Shell,
  errorComponent: StartError,
});
