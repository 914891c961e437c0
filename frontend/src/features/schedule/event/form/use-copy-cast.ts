import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';
import { dayShort } from '../../calendar/period';
import { eventOptions } from '../../queries';
import { dayOf, toInstant, toWall } from '../../time';
import { callDraft, effective, type Facts } from '../draft';
import { lastDatesOptions } from '../queries';
import type { EventForm } from './use-event-form';

/** Calls whoever was called to the last date of the title, as long before the start as then. */
export function useCopyCast(form: EventForm, facts: Facts) {
  const { t } = useTranslation(['scheduleEvent', 'common']);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const titleId = form.values.performance_id;
      if (titleId === null) return null;
      const { span } = effective(form.values, facts);
      const before = span ? toInstant(span.from, facts.zone) : new Date().toISOString();
      const found = await client.fetchQuery(lastDatesOptions(titleId, before));
      const last = found.items.find(({ people, status }) => people.total > 0 && status !== 'cancelled');
      return last ? client.fetchQuery(eventOptions(last.id)) : null;
    },
    onSuccess: (event) => {
      if (!event) return notify.warn(t('people.noCast'));
      const from = toWall(event.starts_at, event.timezone);
      const before = form.getValues().participants;
      const twin = (user: number | null, role: string) =>
        before.some((call) => call.user_id === user && call.role === role);
      const copied = event.participants
        .map((call) => ({ ...callDraft(call, from, event.timezone), key: randomId() }))
        .filter(({ user_id, role }) => !twin(user_id, role));
      form.setFieldValue('participants', [...before, ...copied]);
      notify.done(t('people.copied', { count: copied.length, day: dayShort(dayOf(from)) }), {
        label: t('common:undo'),
        run: () => form.setFieldValue('participants', before),
      });
    },
  });
}
