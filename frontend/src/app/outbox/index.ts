import { drop } from './send';
import { useOutbox } from './store';
import type { Row } from './types';

export { drop, perform } from './send';
export { countsOf, useOutbox } from './store';
export type { Act, Row } from './types';

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
