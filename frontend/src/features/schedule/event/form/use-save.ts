import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { createEvent, type EventIn, type EventOut, replaceEvent, type SeriesOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';
import { eventOptions } from '../../queries';
import type { Scope } from '../bodies';

interface Order {
  readonly body: EventIn;
  readonly scope: Scope;
  readonly reason: string | null;
  /** The version the words are based on; null for a new event. */
  readonly version: number | null;
}

interface Handlers {
  readonly onSaved: (eventId: number) => void;
  readonly onError: (error: Error, order: Order) => void;
}

const isSeries = (saved: EventOut | SeriesOut): saved is SeriesOut => 'events' in saved;

/** Sends the draft: a new event or series, or changes of a saved one. */
export function useSave(event: EventOut | null, { onSaved, onError }: Handlers) {
  const { t } = useTranslation('scheduleEvent');
  const client = useQueryClient();
  const [key] = useState(randomId);
  return useMutation({
    meta: { handlesError: true },
    mutationFn: async ({ body, scope, reason, version }: Order): Promise<EventOut | SeriesOut> => {
      const whole = { ...body, override: reason === null ? null : { reason } };
      if (event === null || version === null)
        return (await createEvent({ body: whole, headers: { 'Idempotency-Key': key } })).data;
      const answer = await replaceEvent({
        path: { event_id: event.id },
        query: { scope },
        headers: ifMatch(version),
        body: whole,
      });
      return answer.data;
    },
    onSuccess: (saved, { scope }) => {
      if (isSeries(saved)) notify.done(t('saved.series', { count: saved.events.length }));
      else {
        client.setQueryData(eventOptions(saved.id).queryKey, saved);
        const text = event === null ? 'created' : scope === 'this' ? 'changed' : 'changedSeries';
        notify.done(t(`saved.${text}`, { title: saved.title }));
      }
      void invalidate(client, 'event');
      onSaved(saved.id);
    },
    onError,
  });
}
