import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { keepKnownSearch } from '@/app/guards';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  beforeLoad: ({ location, matches }) => keepKnownSearch(location, matches.at(-1)?._strictSearch ?? {}),
  component: Outlet,
});
