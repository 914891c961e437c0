import type { Entity } from '@/api/invalidate';

/**
 * What a domain lets wait for the network. A body is kept as it was given, so it holds what the words need too: there
 * is nobody to ask while the network is away.
 */
export interface Act<Body, Result = unknown> {
  /** What it is about. A newer act about the same takes the place of one that still waits. */
  subject(body: Body): string;
  /** @param key goes into `Idempotency-Key`: sent twice, done once. */
  send(body: Body, key: string): Promise<Result>;
  /** Its result is kept until the domain takes it (`take`); otherwise what was sent is forgotten. */
  readonly keeps?: boolean;
  readonly touches?: Entity;
  /** «Отказ: Чайка, 19:00», in the reader's language; its texts are those of `outbox`. */
  words(body: Body): string;
  /** The page to look at it. */
  link(body: Body): string;
}

export interface Refusal {
  /** Its kind: no right, not found, changed meanwhile, wrong input. */
  readonly status: number;
  readonly code: string;
  /** The server's words. */
  readonly message: string;
}

/** The server could not do it so far. */
export interface Trouble {
  readonly times: number;
  readonly message: string;
  readonly nextAt: number;
}

/** One act that waits, was refused, or brought a result that nobody has taken yet. */
export interface Row {
  /** Also its Idempotency-Key. */
  readonly id: string;
  readonly userId: number;
  /** `<domain>.<act>`, as `src/acts.ts` knows it. */
  readonly kind: string;
  readonly subject: string;
  readonly body: unknown;
  /** Milliseconds, growing: what was done first goes out first. */
  readonly createdAt: number;
  /** It may have reached the server already. */
  readonly tried: boolean;
  readonly state: 'waiting' | 'refused' | 'done';
  readonly trouble: Trouble | null;
  readonly refusal: Refusal | null;
  readonly result: unknown;
}
