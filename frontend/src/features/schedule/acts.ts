import { confirmCall, type DeclineReason, declineCall, reconsiderCall } from '@/api/gen';
import type { Act } from '@/app/outbox';
import { i18next } from '@/i18n';

/** An answer to a call: to which one, as it was read, and what it is called on screen. */
export interface Answer {
  readonly eventId: number;
  readonly version: number;
  readonly title: string;
  readonly time: string;
}

export interface Refused extends Answer {
  readonly reason: DeclineReason;
  readonly comment: string;
}

/** One answer to an event at a time: the last one counts. */
export const answerTo = (eventId: number): string => `schedule.answer/${eventId}`;

const common = {
  subject: ({ eventId }: Answer) => answerTo(eventId),
  touches: 'event',
  link: ({ eventId }: Answer) => `/schedule/${eventId}`,
} as const;
const to = ({ eventId }: Answer, key: string) => ({
  path: { event_id: eventId },
  headers: { 'Idempotency-Key': key },
});

const confirm: Act<Answer> = {
  ...common,
  send: (answer, key) => confirmCall({ ...to(answer, key), body: { call_version: answer.version } }),
  words: ({ title, time }) => i18next.t('outbox:acts.confirm', { title, time }),
};

const decline: Act<Refused> = {
  ...common,
  send: (answer, key) =>
    declineCall({
      ...to(answer, key),
      body: {
        call_version: answer.version,
        reason: answer.reason,
        comment: answer.comment.trim() || null,
      },
    }),
  words: ({ title, time }) => i18next.t('outbox:acts.decline', { title, time }),
};

/** Whatever the call is by now: taking an answer back does not depend on it. */
const reconsider: Act<Answer> = {
  ...common,
  send: (answer, key) => reconsiderCall({ ...to(answer, key), body: { call_version: null } }),
  words: ({ title, time }) => i18next.t('outbox:acts.reconsider', { title, time }),
};

export const acts = { confirm, decline, reconsider };
