import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ListEventsData } from '@/api/gen';
import {
  getEventOptions,
  listConflictsOptions,
  listDepartmentsOptions,
  listEventsOptions,
  listPerformancesOptions,
  listScheduleResourcesOptions,
} from '@/api/gen/@tanstack/react-query.gen';

export type EventsQuery = NonNullable<ListEventsData['query']>;

/** The most that one answer holds. */
export const MOST_EVENTS = 1000;
const MOST_TITLES = 200;
const RESOURCES_FRESH_MS = 5 * 60_000;

/** Events that touch a stretch of time, all at once: a calendar has no pages. */
export const eventsOptions = (query: EventsQuery & { from: string; to: string }) =>
  queryOptions({
    ...listEventsOptions({ query: { ...query, page_size: MOST_EVENTS } }),
    placeholderData: keepPreviousData,
  });

/** One event with its people, things and conflicts. */
export const eventOptions = (eventId: number) => getEventOptions({ path: { event_id: eventId } });

/** What clashes among the saved events of a stretch of time. */
export const clashesOptions = (range: { from: string; to: string }) =>
  queryOptions({ ...listConflictsOptions({ query: range }), placeholderData: keepPreviousData });

export const resourcesOptions = (by: 'venue' | 'staff') =>
  queryOptions({ ...listScheduleResourcesOptions({ query: { by } }), staleTime: RESOURCES_FRESH_MS });

export const departmentsOptions = () =>
  queryOptions({ ...listDepartmentsOptions(), staleTime: RESOURCES_FRESH_MS });

/** Every title that is played, for a choice. */
export const titlesOptions = () =>
  queryOptions({
    ...listPerformancesOptions({ query: { sort: 'title', page_size: MOST_TITLES } }),
    staleTime: RESOURCES_FRESH_MS,
  });
