import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getPerformanceOptions,
  getPerformanceUsageOptions,
  listItemsOptions,
  listPerformanceItemsOptions,
  listPerformancesOptions,
} from '@/api/gen/@tanstack/react-query.gen';
import type { TitlesSearch } from './search';

export const titlesOptions = (query: TitlesSearch) =>
  queryOptions({ ...listPerformancesOptions({ query }), placeholderData: keepPreviousData });

export const titleOptions = (titleId: number) => getPerformanceOptions({ path: { performance_id: titleId } });

/** What depends on a title: its dates and the people who are called to them. */
export const titleUsageOptions = (titleId: number) =>
  getPerformanceUsageOptions({ path: { performance_id: titleId } });

export const needsOptions = (titleId: number) =>
  listPerformanceItemsOptions({ path: { performance_id: titleId } });

/** Items by a part of the name or number, for a choice among thousands. */
export const itemChoicesOptions = (q: string, size = 25) =>
  queryOptions({
    ...listItemsOptions({ query: { q: q === '' ? undefined : q, page_size: size } }),
    placeholderData: keepPreviousData,
  });
