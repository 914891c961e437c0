import { createFileRoute, redirect } from '@tanstack/react-router';
import { NoSectionsPage } from '@/app/shell';
import { allows } from '@/shared/permissions';

export const Route = createFileRoute('/_app/')({
  beforeLoad: async ({ context }) => {
    // With their icons they come with the shell, not with the entry.
    const { sectionsFor } = await import('@/app/shell/sections');
    const first = sectionsFor((permission) => allows(context.me, permission))[0];
    if (first) throw redirect({ to: first.to });
  },
  component: NoSectionsPage,
});
