import { useEffect } from 'react';
import { toApiError } from '@/api/problem';
import { drop, perform, type Row, useOutbox, waitingFor } from '@/app/outbox';
import { i18next } from '@/i18n';
import { notify } from '@/shared/ui/notify/notify';
import { type Reading, subjectOf } from './acts';
import type { Outcome, Scan } from './session';
import { addScan, setMode, settle, useScans } from './store';

/** Scans taken off the list: their rows are on the way out. */
const gone = new Set<string>();
/** Scans that could not be kept, and their reader knows: they are asked for again every few seconds. */
const told = new Set<string>();

/** Keeps a scan that waits beyond this tab: it is looked up when the network is back, whatever page is open then. */
export async function keepScan({ id, readings, at }: Scan): Promise<void> {
  if (waitingFor(useOutbox.getState().rows, subjectOf(id))) return;
  const reading: Reading = { scanId: id, readings, at };
  try {
    await perform('scan.lookUp', reading);
  } catch (error) {
    // Refused is an answer: the server is there, and the list asks it again.
    if (told.has(id) || toApiError(error).status > 0) return;
    told.add(id);
    notify.warn(i18next.t('scan:notKept', { code: readings[0] ?? '' }));
  }
}

function isReading(body: unknown): body is Reading {
  return typeof body === 'object' && body !== null && 'scanId' in body;
}

function isOutcome(result: unknown): result is Outcome {
  return typeof result === 'object' && result !== null && 'state' in result;
}

/** Puts what was kept back into the list, with what was found meanwhile. */
function takeBack(rows: readonly Row[]): void {
  const taken: string[] = [];
  for (const { id, kind, body, state, result } of rows) {
    if (kind !== 'scan.lookUp' || !isReading(body) || gone.has(body.scanId)) continue;
    const { scanId, readings, at } = body;
    const listed = () => useScans.getState().scans.find((scan) => scan.id === scanId);
    if (!listed()) {
      if (useScans.getState().scans.length > 0) setMode('continuous');
      addScan({ id: scanId, readings, at, outcome: { state: 'waiting' } });
    }
    if (state === 'done' && isOutcome(result)) settle(scanId, result);
    if (listed()?.outcome.state !== 'waiting') taken.push(id);
  }
  if (taken.length > 0) void drop(taken);
}

/** While the list is on screen it and the outbox agree: what is taken off the one leaves the other. */
export function useKeptScans(): void {
  const rows = useOutbox((outbox) => outbox.rows);
  useEffect(() => takeBack(rows), [rows]);
  useEffect(
    () =>
      useScans.subscribe(({ scans }, before) => {
        const left = new Set(scans.map(({ id }) => id));
        for (const { id } of before.scans) if (!left.has(id)) gone.add(id);
        const ids = useOutbox
          .getState()
          .rows.filter(({ kind, body }) => kind === 'scan.lookUp' && isReading(body) && gone.has(body.scanId))
          .map(({ id }) => id);
        if (ids.length > 0) void drop(ids);
      }),
    [],
  );
}
