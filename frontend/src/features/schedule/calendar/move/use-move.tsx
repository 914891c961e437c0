import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type MoveIn, moveEvent } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { useCan } from '@/shared/permissions';
import { notify } from '@/shared/ui/notify/notify';
import { eventOptions } from '../../queries';
import { dayOf, timeOf, toWall, wallMinutes } from '../../time';
import type { Conflict, EventRow, Slot } from '../../types';
import type { CalendarEvent } from '../event';
import { dayShort } from '../period';
import type { Proposal } from '../timeline/board';
import { bodyOfSlot, type Change, moveBody, optimistic, returnBody } from './change';
import { ClashPanel } from './clash-panel';
import { MoveDialog } from './move-dialog';
import { askScope, type Scope } from './scope-question';

interface Asked {
  readonly change: Change;
  readonly scope: Scope;
  readonly conflicts: readonly Conflict[];
}

interface Order {
  readonly row: EventRow;
  readonly body: MoveIn;
  readonly scope: Scope;
  readonly venueChanged: boolean;
}

/** The conflicts that a refusal names; null when it was refused for something else. */
function conflictsOf(error: unknown): readonly Conflict[] | null {
  const problem = toApiError(error);
  const found = problem.extras.conflicts;
  return problem.status === 409 && Array.isArray(found) && found.length > 0 ? found : null;
}

/** Whether this reader may move an event, and if not, why. */
export function useMoveRule(now: number): (event: CalendarEvent) => string | null {
  const { t } = useTranslation('schedule');
  const can = useCan();
  return useCallback(
    ({ row, cancelled, end }) => {
      if (!can('schedule:update', { department: row.department })) return t('move.denied');
      if (row.is_locked) return t('move.locked');
      if (cancelled) return t('move.cancelled');
      if (row.status === 'completed' || end <= now) return t('move.past');
      return null;
    },
    [can, t, now],
  );
}

/**
 * Moving an event, whichever way it was asked for: shown at once, then said to the server; refused for conflicts, it
 * goes back and asks where to; done, it can be undone.
 */
export function useMove(announce: (text: string) => void) {
  const { t } = useTranslation(['schedule', 'common']);
  const client = useQueryClient();
  const [overlay, setOverlay] = useState<ReadonlyMap<number, Partial<EventRow>>>(new Map());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [dialog, setDialog] = useState<CalendarEvent | null>(null);

  const lift = (id: number) =>
    setOverlay((current) => new Map([...current].filter(([other]) => other !== id)));

  const moving = useMutation({
    meta: { handlesError: true },
    mutationFn: async ({ row, body, scope }: Order) =>
      (await moveEvent({ path: { event_id: row.id }, query: { scope }, body, headers: ifMatch(row.version) }))
        .data,
  });

  const returning = useMutation({
    meta: { handlesError: true },
    mutationFn: async ({ row, body, scope }: Order) =>
      (await moveEvent({ path: { event_id: row.id }, query: { scope }, body, headers: ifMatch(row.version) }))
        .data,
    onSuccess: (_, { row }) => {
      notify.done(t('move.undone', { title: row.title }));
      return invalidate(client, 'event');
    },
    onError: notify.error,
  });

  const send = (change: Change, scope: Scope, body: MoveIn) => {
    const { row } = change.event;
    const venueChanged = body.venue_id !== undefined;
    const shown = { ...optimistic(change), starts_at: body.starts_at, ends_at: body.ends_at ?? row.ends_at };
    setOverlay((current) => new Map(current).set(row.id, shown));
    moving.mutate(
      { row, body, scope, venueChanged },
      {
        onSuccess: async ({ event, conflicts }) => {
          setAsked(null);
          const wall = toWall(event.starts_at);
          const text = t('move.moved', {
            title: event.title,
            day: dayShort(dayOf(wall)),
            time: timeOf(wall),
          });
          const rest = conflicts.length > 0 ? t('conflictCount', { count: conflicts.length }) : '';
          announce(text);
          notify.done([text, rest].filter(Boolean).join('. '), {
            label: t('common:undo'),
            run: () =>
              returning.mutate({
                row: { ...row, version: event.version },
                body: returnBody(row, venueChanged),
                scope,
                venueChanged,
              }),
          });
          await invalidate(client, 'event');
          lift(row.id);
        },
        onError: (error) => {
          lift(row.id);
          const conflicts = conflictsOf(error);
          if (conflicts) return setAsked({ change, scope, conflicts });
          setAsked(null);
          if (toApiError(error).status === 412) notify.warn(t('move.stale'));
          else notify.error(error);
          void invalidate(client, 'event');
        },
      },
    );
  };

  const scopeOf = async (row: EventRow): Promise<Scope | null> => {
    if (row.series_id === null) return 'this';
    const { series } = await client.fetchQuery(eventOptions(row.id));
    return series ? askScope(row.title, series) : 'this';
  };

  const request = async (change: Change) => {
    const { row } = change.event;
    const same = (change.venue?.id ?? null) === change.event.venueId;
    if (same && change.start === change.event.start && change.end === change.event.end) return;
    const scope = await scopeOf(row);
    if (scope !== null) send(change, scope, moveBody(change));
  };

  const cancel = () => {
    if (asked) announce(t('drag.cancelled', { title: asked.change.event.row.title }));
    setAsked(null);
  };
  const take = ({ change, scope }: Asked, slot: Slot) => {
    const start = wallMinutes(toWall(slot.starts_at));
    const end = wallMinutes(toWall(slot.ends_at));
    send({ ...change, start, end, venue: slot.venue }, scope, bodyOfSlot(slot, change));
  };

  const proposal: Proposal | null = asked && {
    event: asked.change.event,
    start: asked.change.start,
    end: asked.change.end,
    venueId: asked.change.venue?.id ?? null,
    against: new Set(asked.conflicts.flatMap(({ event }) => (event ? [event.id] : []))),
  };

  const layers = (
    <>
      {asked ? (
        <ClashPanel
          change={asked.change}
          scope={asked.scope}
          conflicts={asked.conflicts}
          busy={moving.isPending}
          onTake={(slot) => take(asked, slot)}
          onOverride={(reason) =>
            send(asked.change, asked.scope, { ...moveBody(asked.change), override: { reason } })
          }
          onClose={cancel}
        />
      ) : null}
      {dialog ? (
        <MoveDialog
          key={dialog.id}
          event={dialog}
          onClose={() => setDialog(null)}
          onMove={(change) => {
            setDialog(null);
            void request(change);
          }}
        />
      ) : null}
    </>
  );

  return { overlay, proposal, request, open: setDialog, layers };
}
