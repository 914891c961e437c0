import { lineNow, reportReachable, reportUnreachable } from './connection';
import type { CreateClientConfig } from './gen/client.gen';
import { ApiError, connectionError, errorFromResponse } from './problem';
import { getSession, renewToken, type Session } from './session-token';

const PUBLIC = /\/api\/v1\/auth\/(login|refresh|password-reset|options)/;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    reportUnreachable(navigator.onLine ? 'unavailable' : 'offline', null);
    throw connectionError();
  }
}

/**
 * The one door to the server: adds the session and the language, renews the token once after a 401, notes the state
 * of the line, and turns every failure into an `ApiError`.
 */
export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set('Accept-Language', document.documentElement.lang || 'ru');
  request.headers.set('X-Requested-With', 'kulisa');
  const isPublic = PUBLIC.test(new URL(request.url, location.origin).pathname);
  const session: Session | null = isPublic ? null : getSession();
  const again = isPublic ? null : request.clone();

  let line = lineNow();
  let response = await send(request, session?.token);
  if (response.status === 401 && again !== null) {
    const renewed = await renewToken(session);
    if (renewed !== null) {
      line = lineNow();
      response = await send(again, renewed);
    }
  }

  if (response.ok) {
    reportReachable(!isPublic && !SAFE.has(request.method), line);
    return response;
  }
  const error = await errorFromResponse(response);
  if (error.isConnection) reportUnreachable('unavailable', error.retryAfter);
  else reportReachable(false, line);
  throw error;
}

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: '',
  credentials: 'same-origin',
  fetch: apiFetch,
});

export { ApiError };
