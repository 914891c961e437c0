import type { QueryClient } from '@tanstack/react-query';
import { loadActs } from '@/acts';
import { useConnection } from '@/api/connection';
import { flush, publish, sendFor } from './send';
import { countsOf, useOutbox } from './store';

const AGAIN_MS = 30_000;

/**
 * Sends what waits whenever there is a chance: at the start, when the line is back, when the page is looked at, and
 * now and then. @returns how to stop.
 */
export function watchOutbox(client: QueryClient): () => void {
  sendFor(client);
  loadActs();
  const go = () => {
    if (navigator.onLine && countsOf(useOutbox.getState().rows).waiting > 0)
      void flush().catch(() => undefined);
  };
  const seen = () => {
    if (document.visibilityState === 'visible') go();
  };
  void publish().then(go);
  const timer = setInterval(go, AGAIN_MS);
  const unsubscribe = useConnection.subscribe((now, before) => {
    if (now.status === 'online' && before.status !== 'online') go();
  });
  window.addEventListener('online', go);
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearInterval(timer);
    unsubscribe();
    window.removeEventListener('online', go);
    document.removeEventListener('visibilitychange', seen);
    useOutbox.setState({ rows: [], opened: false });
  };
}
