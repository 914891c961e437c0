export { EmptyState } from './empty-state';
export { ErrorState } from './error-state';
export { NetworkState } from './network-state';
export { NothingFound } from './nothing-found';
export { ForbiddenPage, NotFoundPage, RouteError, WidgetBoundary } from './route-error';
