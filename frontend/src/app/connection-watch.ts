import { useEffect, useState } from 'react';
import { apiFetch } from '@/api/client';
import { reportUnreachable, useConnection } from '@/api/connection';
import { queryClient, router } from './router';

const GREEN_MS = 2000;

/** Knocks once; the client notes the answer. A failure schedules the next attempt by itself. */
export async function retryConnection(): Promise<void> {
  useConnection.setState({ retryAt: null });
  await apiFetch('/api/v1/health/live').catch(() => undefined);
}

/** Whether the line came back a moment ago. */
export function useJustRecovered(): boolean {
  const [recovered, setRecovered] = useState(false);
  useEffect(
    () =>
      useConnection.subscribe((state, before) => {
        if (state.status === 'online' && before.status !== 'online') setRecovered(true);
      }),
    [],
  );
  useEffect(() => {
    if (!recovered) return;
    const timer = setTimeout(() => setRecovered(false), GREEN_MS);
    return () => clearTimeout(timer);
  }, [recovered]);
  return recovered;
}

/** Retries on schedule and, when the server is back, lets the page catch up: failed routes and failed or stale queries. */
export function useConnectionWatch(): void {
  const retryAt = useConnection((state) => state.retryAt);
  useEffect(() => {
    if (retryAt === null) return;
    const timer = setTimeout(() => void retryConnection(), Math.max(0, retryAt - Date.now()));
    return () => clearTimeout(timer);
  }, [retryAt]);

  useEffect(() => {
    const unsubscribe = useConnection.subscribe((state, before) => {
      if (state.status !== 'online' || before.status === 'online') return;
      void router.invalidate();
      void queryClient.refetchQueries({
        type: 'active',
        predicate: (query) => query.state.status === 'error' || query.isStale(),
      });
    });
    const offline = () => reportUnreachable('offline', null);
    const online = () => void retryConnection();
    window.addEventListener('offline', offline);
    window.addEventListener('online', online);
    return () => {
      unsubscribe();
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    };
  }, []);
}
