/** What pages say to the worker. It takes over only when somebody asked for the new version. */
export type Message = 'take-over' | 'keep-the-rest';

/** One built file. `first`: with the worker itself; `later`: when the page has time; `used`: once it was needed. */
export interface KeptPart {
  readonly url: string;
  readonly revision: string | null;
  readonly when: 'first' | 'later' | 'used';
}

export const WORKER = '/sw.js';
export const PARTS_CACHE = 'kulisa-parts';
