import { getAuthOptionsOptions } from '@/api/gen/@tanstack/react-query.gen';

/** What the server offers before sign-in; asked again every half minute, so the page notices a server that came back. */
export const authOptions = () => ({ ...getAuthOptionsOptions(), refetchInterval: 30_000, retry: false });
