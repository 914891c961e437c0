import { useMemo } from 'react';
import type { DeclineReason, MyCall } from '@/api/gen';
import { type Row, useOutbox, waitingFor } from './outbox';

/** An answer to a call: to which one, as it was read, and what it is called on screen. */
export interface Answer {
  readonly eventId: number;
  readonly version: number;
  readonly title: string;
  readonly day: string;
  readonly time: string;
}

export interface Refused extends Answer {
  readonly reason: DeclineReason;
  readonly comment: string;
}

/** One answer to an event at a time: the last one counts. */
export const answerTo = (eventId: number): string => `schedule.answer/${eventId}`;

function isAnswer(body: unknown): body is Answer & Partial<Refused> {
  return typeof body === 'object' && body !== null && 'version' in body;
}

/** A call with the answer that still waits for the network, as if it had been sent. A call changed since asks again. */
export function withAnswer(call: MyCall, row: Row | undefined, newest: number): MyCall {
  if (!row || !isAnswer(row.body)) return call;
  const at = new Date(row.createdAt).toISOString();
  if (row.kind === 'schedule.reconsider') return { ...call, status: 'invited', responded_at: null };
  if (row.body.version !== newest) return call;
  if (row.kind === 'schedule.confirm') return { ...call, status: 'confirmed', responded_at: at };
  const { reason = 'other', comment = null } = row.body;
  return { ...call, status: 'declined', decline_reason: reason, comment, responded_at: at };
}

/** One's own calls as they were answered, what waits included. */
export function useGiven(calls: readonly MyCall[]): MyCall[] {
  const rows = useOutbox((outbox) => outbox.rows);
  return useMemo(() => {
    const newest = new Map<number, number>();
    for (const { event, call_version } of calls)
      newest.set(event.id, Math.max(call_version, newest.get(event.id) ?? 0));
    return calls.map((call) =>
      withAnswer(call, waitingFor(rows, answerTo(call.event.id)), newest.get(call.event.id) ?? 0),
    );
  }, [calls, rows]);
}

/** Whether the answer to an event still waits for the network. */
export function useWaits(eventId: number): boolean {
  return useOutbox(({ rows }) => waitingFor(rows, answerTo(eventId)) !== undefined);
}
