import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { checkConflicts, type EventDraft, previewSeries } from '@/api/gen';
import {
  getEventHistoryOptions,
  getPerformanceOptions,
  getPerformanceTailsOptions,
  listEventsOptions,
  listItemsOptions,
  listPerformancesOptions,
  listScheduleVenuesOptions,
  listSubstitutesOptions,
} from '@/api/gen/@tanstack/react-query.gen';

const VENUES_FRESH_MS = 5 * 60_000;
const MOST_VENUES = 200;
/** Past dates of a title among which one with a cast is looked for. */
const LOOK_BACK = 20;
/** The dates ahead of a title or a series, a year of them: what is counted can be unfolded. */
const LINKED = 365;

/** Venues with their seats and clocks. */
export const venuesOptions = () =>
  queryOptions({
    ...listScheduleVenuesOptions({ query: { page_size: MOST_VENUES } }),
    staleTime: VENUES_FRESH_MS,
  });

export const titleOptions = (titleId: number) => getPerformanceOptions({ path: { performance_id: titleId } });

/** What a title usually needs before and after it is played, by venue. */
export const tailsOptions = (titleId: number) =>
  getPerformanceTailsOptions({ path: { performance_id: titleId } });

/** What would clash with a draft. Marked as part of the schedule: a change elsewhere asks again. */
export const checkOptions = (body: EventDraft | null) =>
  queryOptions({
    queryKey: [{ _id: 'checkConflicts', tags: ['schedule'], body }] as const,
    queryFn: async ({ signal }) => (body === null ? null : (await checkConflicts({ body, signal })).data),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** The dates that a rule gives, each with what it would clash with. */
export const previewOptions = (body: EventDraft | null) =>
  queryOptions({
    queryKey: [{ _id: 'previewSeries', tags: ['schedule'], body }] as const,
    queryFn: async ({ signal }) => (body === null ? null : (await previewSeries({ body, signal })).data),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Titles by a part of their name. */
export const titleChoicesOptions = (q: string) =>
  queryOptions({
    ...listPerformancesOptions({ query: { q: q === '' ? undefined : q, page_size: 25 } }),
    placeholderData: keepPreviousData,
  });

export const itemChoicesOptions = (q: string) =>
  queryOptions({
    ...listItemsOptions({ query: { q: q === '' ? undefined : q, page_size: 25 } }),
    placeholderData: keepPreviousData,
  });

export const historyOptions = (eventId: number) => getEventHistoryOptions({ path: { event_id: eventId } });

/** Who could take a role. */
export const substitutesOptions = (eventId: number, callId: number) =>
  queryOptions({
    ...listSubstitutesOptions({ path: { event_id: eventId, call_id: callId } }),
    staleTime: 0,
  });

/** The last dates of a title before a moment, the newest first. */
export const lastDatesOptions = (titleId: number, before: string) =>
  listEventsOptions({
    query: { performance: [titleId], to: before, sort: '-starts_at', page_size: LOOK_BACK },
  });

/** Dates of a title, or of a series, from a moment on. */
export const datesOptions = (query: { performance?: number[]; series?: number[]; from: string }) =>
  listEventsOptions({ query: { ...query, page_size: LINKED } });
