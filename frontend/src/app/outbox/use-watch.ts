import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Keeps the outbox going while somebody is signed in. */
export function useOutboxWatch(userId: number): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's outbox is another outbox
  useEffect(() => {
    let stop: (() => void) | null = null;
    let gone = false;
    void import('./watch')
      .then(({ watchOutbox }) => {
        if (!gone) stop = watchOutbox(client);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
      stop?.();
    };
  }, [client, userId]);
}
