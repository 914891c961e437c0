import { getRouteApi } from '@tanstack/react-router';

export const titlesRoute = getRouteApi('/_app/performances/');
export const titleRoute = getRouteApi('/_app/performances/$titleId/');
export const editTitleRoute = getRouteApi('/_app/performances/$titleId/edit');

/** Everything about the list that its address says; the route's schema decides. */
export type TitlesSearch = ReturnType<typeof titlesRoute.useSearch>;
