import { confirmCall, declineCall, reconsiderCall } from '@/api/gen';
import { type Answer, answerTo, type Refused } from '@/app/given-answers';
import type { Act } from '@/app/outbox';
import { i18next } from '@/i18n';
import { formatPlainDate } from '@/shared/lib/dates';

const common = {
  subject: ({ eventId }: Answer) => answerTo(eventId),
  touches: 'event',
  link: ({ eventId }: Answer) => `/schedule/${eventId}`,
} as const;
const named = ({ title, day, time }: Answer) => ({ title, day: formatPlainDate(day), time });
const to = ({ eventId }: Answer, key: string) => ({
  path: { event_id: eventId },
  headers: { 'Idempotency-Key': key },
});

const confirm: Act<Answer> = {
  ...common,
  send: (answer, key) => confirmCall({ ...to(answer, key), body: { call_version: answer.version } }),
  words: (answer) => i18next.t('outbox:acts.confirm', named(answer)),
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
  words: (answer) => i18next.t('outbox:acts.decline', named(answer)),
};

/** Whatever the call is by now: taking an answer back does not depend on it. */
const reconsider: Act<Answer> = {
  ...common,
  send: (answer, key) => reconsiderCall({ ...to(answer, key), body: { call_version: null } }),
  words: (answer) => i18next.t('outbox:acts.reconsider', named(answer)),
};

export const acts = { confirm, decline, reconsider };
