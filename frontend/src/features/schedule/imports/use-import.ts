import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type EventType, importCalendar } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { dayOf, toWall } from '../time';
import { firstOf, type ImportReport } from './report-words';

/** What holds for events whose file does not say it. */
export interface Wishes {
  readonly venue_id: number | null;
  readonly event_type: EventType | null;
}

interface Order extends Wishes {
  readonly file: File;
}

async function send({ file, venue_id, event_type }: Order, dryRun: boolean, reason: string | null) {
  const body = { file, dry_run: dryRun, venue_id, event_type, override_reason: reason };
  return (await importCalendar({ body })).data;
}

/** One file on its way into the schedule: looked at after every change of mind, carried out once. */
export function useCalendarImport() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [wishes, setWishes] = useState<Wishes>({ venue_id: null, event_type: null });
  const [report, setReport] = useState<ImportReport | null>(null);
  const looking = useMutation({
    mutationFn: (order: Order) => send(order, true, null),
    meta: { handlesError: true },
    onSuccess: setReport,
    onError: () => setReport(null),
  });
  const running = useMutation({
    mutationFn: ({ reason, ...order }: Order & { reason: string | null }) => send(order, false, reason),
    meta: { handlesError: true },
    onSuccess: () => invalidate(client, 'event'),
  });
  const done = running.data ?? null;
  const first = done ? firstOf(done) : null;
  return {
    file,
    wishes,
    report,
    looking,
    running,
    done,
    firstDay: first === null ? undefined : dayOf(toWall(first)),
    take: (chosen: File) => {
      setFile(chosen);
      setReport(null);
      running.reset();
      looking.mutate({ file: chosen, ...wishes });
    },
    wish: (patch: Partial<Wishes>) => {
      const next = { ...wishes, ...patch };
      setWishes(next);
      running.reset();
      if (file) looking.mutate({ file, ...next });
    },
    again: () => {
      if (file) looking.mutate({ file, ...wishes });
    },
    run: (reason: string | null) => {
      if (file && !running.isPending) running.mutate({ file, ...wishes, reason });
    },
    restart: () => {
      setFile(null);
      setReport(null);
      looking.reset();
      running.reset();
    },
  };
}

export type CalendarImport = ReturnType<typeof useCalendarImport>;
