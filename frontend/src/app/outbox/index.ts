import { useOutbox } from './store';
import type { Row } from './types';

export { countsOf, useOutbox } from './store';
export type { Act, Row } from './types';

/**
 * Does an act of `src/acts.ts`: at once, or when the network is back, even if the page is closed until then.
 *
 * @returns whether it was done or waits.
 * @throws ApiError when the server refused it at once.
 */
export async function perform(kind: string, body: unknown): Promise<'done' | 'waiting'> {
  return (await import('./send')).perform(kind, body);
}

/** The act about a subject that waits, if there is one. */
export function waitingFor(rows: readonly Row[], subject: string): Row | undefined {
  return rows.find((row) => row.subject === subject && row.state === 'waiting');
}

/** Takes back what has certainly not been sent yet. */
export async function withdraw(subject: string): Promise<boolean> {
  const row = waitingFor(useOutbox.getState().rows, subject);
  if (!row || row.tried) return false;
  await drop([row.id]);
  return true;
}

/** Forgets acts: the person does not want them any more, or their results were taken. */
export async function drop(ids: readonly string[]): Promise<void> {
  await (await import('./send')).drop(ids);
}
