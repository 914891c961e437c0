import type { Act } from '@/app/outbox';
import { i18next } from '@/i18n';
import { resolveNow } from './resolve';
import type { Outcome } from './session';

/** A code read while nobody could say what it is. */
export interface Reading {
  readonly scanId: string;
  readonly readings: readonly string[];
  readonly at: number;
}

export const subjectOf = (scanId: string): string => `scan.code/${scanId}`;

/** What was found stays until the list of scans takes it. */
const lookUp: Act<Reading, Outcome> = {
  subject: ({ scanId }) => subjectOf(scanId),
  send: ({ readings }) => resolveNow(readings),
  keeps: true,
  words: ({ readings }) => i18next.t('outbox:acts.lookUp', { code: readings[0] ?? '' }),
  link: () => '/scan',
};

export const acts = { lookUp };
