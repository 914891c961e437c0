import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ListAbsencesData, ListClosuresData } from '@/api/gen';
import {
  getAbsenceOptions,
  getClosureOptions,
  listAbsencesOptions,
  listClosuresOptions,
  listScheduleVenuesOptions,
} from '@/api/gen/@tanstack/react-query.gen';

/** The most that one answer holds. */
export const MOST = 200;
const VENUES_FRESH_MS = 5 * 60_000;

type Absences = NonNullable<ListAbsencesData['query']>;
type Closures = NonNullable<ListClosuresData['query']>;

export const absencesOptions = (query: Absences) =>
  queryOptions({
    ...listAbsencesOptions({ query: { ...query, page_size: MOST } }),
    placeholderData: keepPreviousData,
  });

export const closuresOptions = (query: Closures) =>
  queryOptions({
    ...listClosuresOptions({ query: { ...query, page_size: MOST } }),
    placeholderData: keepPreviousData,
  });

export const absenceOptions = (id: number) => getAbsenceOptions({ path: { absence_id: id } });
export const closureOptions = (id: number) => getClosureOptions({ path: { closure_id: id } });

export const venuesOptions = () =>
  queryOptions({
    ...listScheduleVenuesOptions({ query: { page_size: MOST } }),
    staleTime: VENUES_FRESH_MS,
  });
