import { getAuthFrontOptions, getAuthOptionsOptions } from '@/api/gen/@tanstack/react-query.gen';

/** What the server offers before sign-in; asked again every half minute, so the page notices a server that came back. */
export const authOptions = () => ({ ...getAuthOptionsOptions(), refetchInterval: 30_000, retry: false });

/** Whose page this is and what plays tonight; decoration, so a failure is silent. */
export const authFront = () => ({
  ...getAuthFrontOptions(),
  staleTime: 60_000,
  refetchInterval: 300_000,
  retry: false,
  meta: { handlesError: true },
});
