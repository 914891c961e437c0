import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { type Answer, answerTo, type Refused } from '@/app/given-answers';
import { perform, withdraw } from '@/app/outbox';
import { notify } from '@/shared/ui/notify/notify';

/**
 * One's own answers. Each can be taken back; an answer to a call that has changed since shows the new one instead.
 * Without a network an answer is kept, shown as given, and goes out later.
 */
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
    mutationFn: async (answer: Answer) =>
      (await withdraw(answerTo(answer.eventId))) ? 'withdrawn' : perform('schedule.reconsider', answer),
    onSuccess: (outcome, { title }) => {
      if (outcome === 'done') notify.done(t('done.reconsidered', { title }));
      else notify.done(t(outcome === 'withdrawn' ? 'withdrawn' : 'kept', { title }));
    },
    onError,
  });
  // What waits stands on its card with a way back; a toast with one more would lie over the next call for longer.
  const said = (outcome: 'done' | 'waiting', answer: Answer, words: string) =>
    outcome === 'waiting'
      ? notify.done(t('kept', { title: answer.title }))
      : notify.done(words, { label: t('common:undo'), run: () => reconsider.mutate(answer) });
  const confirm = useMutation({
    meta: { handlesError: true },
    mutationFn: (answer: Answer) => perform('schedule.confirm', answer),
    onSuccess: (outcome, answer) =>
      said(outcome, answer, t('done.confirmed', { title: answer.title, time: answer.time })),
    onError,
  });
  const decline = useMutation({
    meta: { handlesError: true },
    mutationFn: (refused: Refused) => perform('schedule.decline', refused),
    onSuccess: (outcome, refused) => said(outcome, refused, t('done.declined', { title: refused.title })),
    onError,
  });
  return { confirm, decline, reconsider };
}
