import { createRouter } from '@tanstack/react-router';
import { createQueryClient } from '@/api/query-client';
import { routeTree } from '@/routeTree.gen';
import { NotFoundPage, RouteError } from './error-pages';
import { leaveSession, watchSession } from './session';

export const queryClient = createQueryClient((error, handled) => {
  // Loaded when first needed: the sign-in page has no toasts.
  if (!handled) void import('@/shared/ui/notify/notify').then(({ notify }) => notify.error(error));
});

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // The query cache decides what is fresh; the router only starts loading early.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingMs: 200,
});

watchSession((notice) => {
  const { pathname, href } = router.state.location;
  if (pathname === '/login') return;
  const search = notice.kind === 'ended' ? { next: href } : {};
  void leaveSession(queryClient, notice, () =>
    router.navigate({ to: '/login', search, ignoreBlocker: true }),
  );
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
