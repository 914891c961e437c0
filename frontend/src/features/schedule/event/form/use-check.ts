import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventDraft as CheckIn } from '@/api/gen';
import { checkOptions } from '../queries';
import type { CheckState } from './conflict-panel';

const PAUSE_MS = 500;

/** Asks about the draft once the hands rest. `body` is what is asked about now; the preview of a series shares it. */
export function useCheck(draft: CheckIn | null): { check: CheckState; body: CheckIn | null } {
  const wanted = JSON.stringify(draft);
  const [settled] = useDebouncedValue(wanted, PAUSE_MS);
  const body = useMemo<CheckIn | null>(() => JSON.parse(settled), [settled]);
  const query = useQuery(checkOptions(body));
  return {
    body,
    check: {
      data: draft === null ? null : (query.data ?? null),
      pending: draft !== null && query.isPending,
      stale: draft !== null && query.data != null && (query.isPlaceholderData || settled !== wanted),
      error: draft === null ? null : query.error,
      retry: () => void query.refetch(),
    },
  };
}
