import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import {
  deleteEvent,
  type EventOut,
  getEventUsage,
  restoreEvent,
  type SeriesRef,
  updateEvent,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { loadTexts } from '@/i18n';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { Uses } from '@/shared/ui/uses/uses';
import { refusedFor } from '../../event/refusal';
import { askScope, type Scope } from '../move/scope-question';
import { askCancelReason } from './cancel-question';

type Known = Pick<EventOut, 'id' | 'version' | 'title' | 'series'>;

/** How many dates a deletion takes away. */
const reached = (series: SeriesRef, scope: Scope) => (scope === 'this' ? 1 : series.reach[scope]);

/** What can be done to an event besides moving it; each can be taken back. */
export function useEventActs(onGone: () => void) {
  const { t } = useTranslation(['schedule', 'common']);
  const client = useQueryClient();
  const fresh = () => invalidate(client, 'event');

  /** Refused for conflicts, it shows them, and whoever may gives a reason and tries again. */
  const orOver = async (error: unknown, title: string, again: (reason: string) => void) => {
    const conflicts = refusedFor(error);
    if (!conflicts) return notify.error(error);
    const { askOver } = await import('../../event/page/over-question');
    const reason = await askOver(title, conflicts);
    if (reason !== null) again(reason);
  };

  const restoring = useMutation({
    meta: { handlesError: true },
    mutationFn: ({ event, scope, reason }: { event: Known; scope: Scope; reason?: string }) =>
      restoreEvent({
        path: { event_id: event.id },
        query: { scope },
        body: { override: reason ? { reason } : null },
      }),
    onError: (error, order) =>
      orOver(error, t('delete.notRestored', { title: order.event.title }), (reason) =>
        restoring.mutate({ ...order, reason }),
      ),
    onSuccess: (_, { event: { title } }) => {
      notify.done(t('delete.restored', { title }));
      return fresh();
    },
  });
  const deleting = useMutation({
    mutationFn: ({ event, scope }: { event: Known; scope: Scope }) =>
      deleteEvent({
        path: { event_id: event.id },
        query: { scope },
        headers: ifMatch(event.version),
      }),
    onSuccess: (_, { event, scope }) => {
      onGone();
      const count = event.series ? reached(event.series, scope) : 1;
      notify.done(
        count > 1
          ? t('delete.doneMany', { title: event.title, count })
          : t('delete.done', { title: event.title }),
        { label: t('common:undo'), run: () => restoring.mutate({ event, scope }) },
      );
      return fresh();
    },
  });
  const reviving = useMutation({
    meta: { handlesError: true },
    mutationFn: async ({ reason, ...event }: Known & { reason?: string }) =>
      updateEvent({
        path: { event_id: event.id },
        body: { status: 'planned', cancel_reason: null, override: reason ? { reason } : null },
        headers: ifMatch(event.version),
      }),
    onError: (error, event) =>
      orOver(error, t('cancel.notRevived', { title: event.title }), (reason) =>
        reviving.mutate({ ...event, reason }),
      ),
    onSuccess: (_, { title }) => {
      notify.done(t('cancel.revived', { title }));
      return fresh();
    },
  });
  const cancelling = useMutation({
    mutationFn: async ({ event, reason }: { event: Known; reason: string | null }) =>
      (
        await updateEvent({
          path: { event_id: event.id },
          body: { status: 'cancelled', cancel_reason: reason },
          headers: ifMatch(event.version),
        })
      ).data,
    onSuccess: (saved, { event }) => {
      notify.done(t('cancel.done', { title: event.title }), {
        label: t('common:undo'),
        run: () => reviving.mutate({ ...event, version: saved.version }),
      });
      return fresh();
    },
  });

  /** Names who is called and what is reserved; nobody is asked twice over a series that concerns nobody. */
  const agree = async (event: Known, scope: Scope): Promise<boolean> => {
    const asked = getEventUsage({ path: { event_id: event.id }, query: { scope } });
    const [found] = await Promise.all([asked.catch(notify.error), loadTexts('uses')]);
    if (!found) return false;
    const uses = found.data;
    if (event.series !== null && uses.kinds.length === 0) return true;
    const count = event.series === null ? 1 : reached(event.series, scope);
    return confirm({
      title: t('delete.title', { title: event.title }),
      text: (
        <>
          <Uses uses={uses} people="called" empty={false} />
          <p>{t('delete.text')}</p>
        </>
      ),
      action: count > 1 ? t('delete.actionMany', { count }) : t('delete.action'),
      danger: true,
    });
  };

  return {
    remove: async (event: Known) => {
      const scope = event.series === null ? 'this' : await askScope(event.title, event.series, 'delete');
      if (scope !== null && (await agree(event, scope))) deleting.mutate({ event, scope });
    },
    cancel: async (event: Known) => {
      const answer = await askCancelReason(event.title);
      if (answer !== null) cancelling.mutate({ event, reason: answer.reason });
    },
    revive: (event: Known) => reviving.mutate(event),
    busy: deleting.isPending || cancelling.isPending || reviving.isPending,
  };
}
