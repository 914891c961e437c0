import { reportUnreachable } from './connection';
import type { Tokens } from './gen';
import { connectionError, errorFromResponse } from './problem';

/**
 * The access token lives in this module's memory and nowhere else: not in storage, not in the address, not in the
 * query cache. The refresh token is an HttpOnly cookie this code never sees.
 */
export interface Session {
  readonly token: string;
  /** Whose it is: what was begun for one person never goes out for another. */
  readonly userId: number;
}

let session: Session | null = null;
let onSessionLost: (() => void) | null = null;

export function getSession(): Session | null {
  return session;
}

export function setSession(next: Session | null): void {
  session = next;
}

/** Called once when the server refuses to continue a session that was in use. */
export function onLostSession(handler: () => void): void {
  onSessionLost = handler;
}

/** One refresh at a time over all tabs: the cookie is single-use, two parallel rotations would look like theft. */
async function exclusively<T>(task: () => Promise<T>): Promise<T> {
  // Plain http inside a theatre's network is no secure context and has no lock manager; the server's short grace covers two tabs there.
  return navigator.locks ? navigator.locks.request('kulisa.refresh', task) : task();
}

let running: Promise<Tokens | null> | null = null;

async function requestRefresh(language: string): Promise<Tokens | null> {
  let response: Response;
  try {
    response = await fetch('/api/v1/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'X-Requested-With': 'kulisa',
        'Accept-Language': language,
      },
      body: '{}',
    });
  } catch {
    reportUnreachable(navigator.onLine ? 'unavailable' : 'offline', null);
    throw connectionError();
  }
  if (response.status === 401 || response.status === 403) return null;
  if (!response.ok) {
    const error = await errorFromResponse(response);
    if (error.isConnection) reportUnreachable('unavailable', error.retryAfter);
    throw error;
  }
  const body: Tokens = await response.json();
  // Another tab may have signed somebody else in: the cookie is theirs by now, what this tab shows and sends is not.
  if (session && session.userId !== body.user.id) return null;
  session = { token: body.access_token, userId: body.user.id };
  return body;
}

/**
 * Rotates the refresh cookie and keeps the new access token.
 *
 * @returns the new session, or null when there is none to continue.
 * @throws ApiError when the server cannot be reached or cannot answer now.
 */
export function refreshSession(): Promise<Tokens | null> {
  running ??= exclusively(() => requestRefresh(document.documentElement.lang || 'ru')).finally(() => {
    running = null;
  });
  return running;
}

/**
 * A fresh token after a 401. Requests that failed with an older token of the same person take the one already there.
 *
 * @returns null when the session is over; its owner has been told by then.
 */
export async function renewToken(used: Session | null): Promise<string | null> {
  // The session the request was made in has ended meanwhile.
  if (used && !session) return null;
  if (session && session !== used) return used && used.userId === session.userId ? session.token : null;
  const renewed = await refreshSession();
  if (renewed) return renewed.access_token;
  const hadSession = session !== null;
  session = null;
  if (hadSession) onSessionLost?.();
  return null;
}
