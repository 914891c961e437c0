import { create } from 'zustand';
import type { Row } from './types';

interface OutboxState {
  /** Of the signed-in person only, the oldest first. */
  readonly rows: readonly Row[];
  readonly sendingId: string | null;
  /** Whether the list of them is on screen. */
  readonly opened: boolean;
}

/** What this tab knows of the outbox; the rows themselves live in the browser's database. */
export const useOutbox = create<OutboxState>(() => ({ rows: [], sendingId: null, opened: false }));

/** How many wait, and how many were refused; with results a person has nothing to do. */
export function countsOf(rows: readonly Row[]): { waiting: number; refused: number } {
  return {
    waiting: rows.filter(({ state }) => state === 'waiting').length,
    refused: rows.filter(({ state }) => state === 'refused').length,
  };
}
