import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem';

/** Network trouble and a busy server are worth another try; a refusal is an answer. */
function shouldRetry(count: number, error: unknown): boolean {
  return error instanceof ApiError && error.isConnection && error.status !== 503 && count < 2;
}

export function createQueryClient(onMutationError: (error: unknown, handled: boolean) => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: shouldRetry,
        networkMode: 'always',
        refetchOnWindowFocus: true,
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
