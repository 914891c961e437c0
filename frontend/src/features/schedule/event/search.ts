import { getRouteApi } from '@tanstack/react-router';

export const newEventRoute = getRouteApi('/_app/schedule/new');
export const eventRoute = getRouteApi('/_app/schedule/$eventId/');
export const editEventRoute = getRouteApi('/_app/schedule/$eventId/edit');
