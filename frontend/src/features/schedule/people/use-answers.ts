import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { confirmCall, type DeclineReason, declineCall, reconsiderCall } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { notify } from '@/shared/ui/notify/notify';

/** Whose call it is is known to the server; here it is known which event, and how it was read. */
export interface Asked {
  readonly eventId: number;
  readonly title: string;
  /** The time that is answered, as it is shown. */
  readonly time: string;
  /** The call as it was read; a newer one has to be read first. */
  readonly version: number;
}

export interface Refusal extends Asked {
  readonly reason: DeclineReason;
  readonly comment: string;
}

/** One's own answers. Each can be taken back; an answer to a call that has changed since shows the new one instead. */
export function useAnswers() {
  const { t } = useTranslation(['scheduleCalls', 'common']);
  const client = useQueryClient();
  const fresh = () => invalidate(client, 'event');
  const onError = (error: Error) => {
    if (toApiError(error).code === 'event.call_changed') {
      notify.warn(t('moved'));
      return fresh();
    }
    notify.error(error);
    return undefined;
  };
  const reconsider = useMutation({
    meta: { handlesError: true },
    mutationFn: ({ eventId }: Asked) =>
      reconsiderCall({ path: { event_id: eventId }, body: { call_version: null } }),
    onSuccess: (_, { title }) => {
      notify.done(t('done.reconsidered', { title }));
      return fresh();
    },
    onError,
  });
  const back = (asked: Asked) => ({ label: t('common:undo'), run: () => reconsider.mutate(asked) });
  const confirm = useMutation({
    meta: { handlesError: true },
    mutationFn: ({ eventId, version }: Asked) =>
      confirmCall({ path: { event_id: eventId }, body: { call_version: version } }),
    onSuccess: (_, asked) => {
      notify.done(t('done.confirmed', { title: asked.title, time: asked.time }), back(asked));
      return fresh();
    },
    onError,
  });
  const decline = useMutation({
    meta: { handlesError: true },
    mutationFn: ({ eventId, version, reason, comment }: Refusal) =>
      declineCall({
        path: { event_id: eventId },
        body: { call_version: version, reason, comment: comment.trim() || null },
      }),
    onSuccess: (_, asked) => {
      notify.done(t('done.declined', { title: asked.title }), back(asked));
      return fresh();
    },
    onError,
  });
  return { confirm, decline, reconsider };
}
