import { createFileRoute, redirect } from '@tanstack/react-router';
import { NoSectionsPage } from '@/app/shell';
import { sectionsFor } from '@/app/shell/sections';
import { allows } from '@/shared/permissions';

export const Route = createFileRoute('/_app/')({
  beforeLoad: ({ context }) => {
    const first = sectionsFor((permission) => allows(context.me, permission))[0];
    if (first) throw redirect({ to: first.to });
  },
  component: NoSectionsPage,
});
