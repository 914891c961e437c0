export { EmptyState } from './empty-state';
export { ErrorState } from './error-state';
export { ForbiddenPage, NotFoundPage, RouteError, WidgetBoundary } from './route-error';
