import { queryOptions } from '@tanstack/react-query';
import { listDeclinesOptions } from '@/api/gen/@tanstack/react-query.gen';

/** A decline reaches whoever plans within a minute. */
const ASK_AGAIN_MS = 60_000;

/** The declines ahead; those since the last look are new. Counters and their list ask the same. */
export const declinesOptions = () =>
  queryOptions({ ...listDeclinesOptions(), staleTime: ASK_AGAIN_MS / 2, refetchInterval: ASK_AGAIN_MS });
