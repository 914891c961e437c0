import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listMyCallsOptions } from '@/api/gen/@tanstack/react-query.gen';

/** One's own calls of a stretch of time. */
export const myCallsOptions = (range: { from: string; to: string }) =>
  queryOptions({ ...listMyCallsOptions({ query: range }), placeholderData: keepPreviousData });
