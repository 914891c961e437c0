import { MutationCache, QueryClient } from '@tanstack/react-query';
import { useConnection } from './connection';
import { type ApiError, toApiError } from './problem';

/** A hiccup is worth another try, a refusal is an answer; without any network each try would fail, and pages would wait for it. */
function shouldRetry(count: number, error: unknown): boolean {
  const { isConnection, status } = toApiError(error);
  return isConnection && status !== 503 && navigator.onLine && count < 2;
}

/** While the line is away pages show what they have; `useConnectionWatch` asks for the rest once it is back. */
const lineIsThere = () => useConnection.getState().status === 'online';

export function createQueryClient(onMutationError: (error: unknown, handled: boolean) => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: shouldRetry,
        networkMode: 'always',
        refetchOnWindowFocus: lineIsThere,
        refetchOnMount: lineIsThere,
        retryOnMount: lineIsThere,
      },
      mutations: { networkMode: 'always', retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) =>
        onMutationError(error, mutation.meta?.handlesError === true),
    }),
  });
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError;
    mutationMeta: {
      /** The caller shows the error itself (a form); without it a toast is shown. */
      handlesError?: boolean;
    };
  }
}
