import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { watchOutbox } from './watch';

/** Keeps the outbox going while somebody is signed in. It is part of the frame: it is needed when nothing can be fetched. */
export function useOutboxWatch(userId: number): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's outbox is another outbox
  useEffect(() => watchOutbox(client), [client, userId]);
}
