import { create } from 'zustand';

export type ConnectionStatus = 'online' | 'offline' | 'unavailable';

interface ConnectionState {
  status: ConnectionStatus;
  /** When the next attempt is due (epoch ms); null while online. */
  retryAt: number | null;
  attempt: number;
  /** Last time the server confirmed a write (epoch ms). */
  savedAt: number | null;
}

const BACKOFF_S = [2, 4, 8, 15, 30];

/** What the last requests told about the line to the server. Written by the client, read by the shell. */
export const useConnection = create<ConnectionState>(() => ({
  status: 'online',
  retryAt: null,
  attempt: 0,
  savedAt: null,
}));

/** How often the line was lost. What was asked before a loss tells nothing of the line after it. */
let losses = 0;

/** The line at this moment; taken when a request leaves and handed back with its answer. */
export const lineNow = (): number => losses;

/** @param line that of the request which was answered (`lineNow`). */
export function reportReachable(wrote: boolean, line: number): void {
  if (wrote) useConnection.setState({ savedAt: Date.now() });
  // On its way already when the line went: the next knock tells whether it is back.
  if (line !== losses) return;
  const { status } = useConnection.getState();
  if (status !== 'online') useConnection.setState({ status: 'online', retryAt: null, attempt: 0 });
}

/** @param retryAfter seconds from the server's `Retry-After`, if it named any. */
export function reportUnreachable(kind: 'offline' | 'unavailable', retryAfter: number | null): void {
  const { attempt, retryAt, status } = useConnection.getState();
  const now = Date.now();
  // Ten failing queries of one page are one outage: they must not push the next attempt away.
  if (status === kind && retryAt !== null && retryAt > now) return;
  const wait = retryAfter ?? BACKOFF_S[Math.min(attempt, BACKOFF_S.length - 1)] ?? 30;
  losses += 1;
  useConnection.setState({ status: kind, attempt: attempt + 1, retryAt: now + wait * 1000 });
}
