import { createFileRoute, redirect } from '@tanstack/react-router';
import { ensureSession } from '@/app/session';
import { Shell } from '@/app/shell';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const me = await ensureSession(context.queryClient);
    if (!me) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
    return { me };
  },
  component: Shell,
});
