export { EmptyState } from './empty-state';
export { ErrorState } from './error-state';
export { NetworkState } from './network-state';
export { ForbiddenPage, NotFoundPage, RouteError, WidgetBoundary } from './route-error';
