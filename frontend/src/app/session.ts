import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Me } from '@/api/gen';
import { ApiError } from '@/api/problem';
import { getSession, onLostSession, refreshSession, setSession } from '@/api/session-token';
import { setTheatreZone } from '@/shared/lib/dates';
import { forgetSession } from '@/shared/lib/session-memory';
import { meKey } from './me';
import { applyPreferences } from './preferences';

export type SessionNotice =
  | { kind: 'ended'; at: number }
  | { kind: 'signed-out' }
  | { kind: 'password-changed' };

/** Why the sign-in page is shown; read once by it. */
export const useSessionNotice = create<{ notice: SessionNotice | null }>(() => ({ notice: null }));

/** Who was signed in here last: a note without any secret in it. */
export interface KnownUser {
  readonly id: number;
  readonly name: string;
}

const HINT = 'kulisa.session';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('kulisa.session');

/** Whether asking for a refresh makes sense on this browser, and whose session it would be. */
function rememberSession(user: KnownUser | null): void {
  try {
    if (user) localStorage.setItem(HINT, `${user.id}|${user.name}`);
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is closed: the refresh is simply asked for each time.
  }
}

function mayHaveSession(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

/** Whose session this browser holds, as far as it is known without asking the server. */
export function knownUser(): KnownUser | null {
  try {
    const [id, name] = localStorage.getItem(HINT)?.split('|') ?? [];
    return name ? { id: Number(id), name } : null;
  } catch {
    return null;
  }
}

async function adopt(client: QueryClient, me: Me): Promise<Me> {
  setTheatreZone(me.theater.timezone);
  client.setQueryData(meKey, me);
  rememberSession({ id: me.id, name: me.short_name });
  await applyPreferences(me.preferences);
  return me;
}

/** The signed-in user, restored from the refresh cookie when the page was just opened; null when nobody is. */
export async function ensureSession(client: QueryClient): Promise<Me | null> {
  const known = client.getQueryData<Me>(meKey);
  if (known && getSession()) return known;
  if (!mayHaveSession()) return null;
  const session = await refreshSession();
  if (session) return adopt(client, session.user);
  rememberSession(null);
  return null;
}

/** @throws ApiError with the server's words when the pair does not match. */
export async function signIn(client: QueryClient, email: string, password: string): Promise<Me> {
  const { login } = await import('@/api/gen/sdk.gen');
  const { data } = await login({ body: { email, password, client: 'web' } });
  setSession({ token: data.access_token, userId: data.user.id });
  useSessionNotice.setState({ notice: null });
  channel?.postMessage('signed-in');
  return adopt(client, data.user);
}

/**
 * Leaves the session in this tab: first the rights are gone, then the sign-in page opens (its guard would otherwise
 * send a signed-in reader back), and only then what was loaded is dropped, when no page shows it any more.
 *
 * @param open navigates to the sign-in page.
 */
export async function leaveSession(
  client: QueryClient,
  notice: SessionNotice,
  open: () => Promise<void>,
): Promise<void> {
  setSession(null);
  // Another tab may have signed somebody else in: that session goes on.
  const known = knownUser();
  if (!known || known.id === client.getQueryData<Me>(meKey)?.id) rememberSession(null);
  useSessionNotice.setState({ notice });
  await open();
  client.clear();
  forgetSession();
  setTheatreZone(null);
}

/**
 * Ends the session on the server.
 *
 * @throws ApiError when the server could not be told: the cookie would stay alive on a shared computer.
 */
export async function signOut(everywhere = false): Promise<void> {
  try {
    const { logout } = await import('@/api/gen/sdk.gen');
    await logout({ body: { all: everywhere } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  channel?.postMessage('signed-out');
}

/** Tells when the session ends by other hands: the server refused to renew it, or another tab signed out. */
export function watchSession(onEnd: (notice: SessionNotice) => void): void {
  onLostSession(() => onEnd({ kind: 'ended', at: Date.now() }));
  channel?.addEventListener('message', (event) => {
    if (event.data === 'signed-out' && getSession()) onEnd({ kind: 'signed-out' });
  });
}

/** Only paths of this site are followed after sign-in; anything else opens the start page. */
export function safeReturnPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/';
}
