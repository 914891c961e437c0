import { useCallback, useEffect } from 'react';
import { useConnection } from '@/api/connection';
import { useMe } from '@/app/use-me';
import { randomId } from '@/shared/lib/random-id';
import { signal } from '@/shared/ui/scanner';
import { keepScan, useKeptScans } from './kept';
import { resolve } from './resolve';
import { type Candidate, isRepeat } from './session';
import { addScan, claim, settle, useScanSettings, useScans } from './store';

const RETRY_MS = 4000;
const asked = new Set<string>();

async function ask(id: string, readings: readonly string[]): Promise<void> {
  if (asked.has(id)) return;
  asked.add(id);
  try {
    const outcome = await resolve(readings);
    const known = useScans.getState().scans.some((scan) => scan.id === id);
    if (!known) return;
    settle(id, outcome);
    const scan = useScans.getState().scans.find((one) => one.id === id);
    if (outcome.state === 'waiting' && scan) await keepScan(scan);
    const { sound } = useScanSettings.getState();
    if (outcome.state === 'found') {
      signal(isRepeat(useScans.getState().scans, id) ? 'repeat' : 'found', sound);
    } else if (outcome.state !== 'waiting') {
      signal('unknown', sound);
    }
  } finally {
    asked.delete(id);
  }
}

function askAll(): void {
  for (const scan of useScans.getState().scans) {
    if (scan.outcome.state === 'waiting') void ask(scan.id, scan.readings);
  }
}

/** Takes codes from whatever reads them, and finds out what they are: at once, or when the network is back. */
export function useScanning(): { scan: (readings: readonly string[]) => void } {
  const { id } = useMe();
  const online = useConnection((line) => line.status === 'online');
  const waits = useScans(({ scans }) => scans.some((scan) => scan.outcome.state === 'waiting'));

  useEffect(() => claim(id), [id]);
  useKeptScans();
  useEffect(() => {
    if (!waits) return;
    if (online) askAll();
    const timer = window.setInterval(askAll, RETRY_MS);
    window.addEventListener('online', askAll);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', askAll);
    };
  }, [online, waits]);

  const scan = useCallback((readings: readonly string[]) => {
    const fresh = readings.map((code) => code.trim()).filter((code) => code !== '');
    if (fresh.length === 0) return;
    const scanId = randomId();
    addScan({ id: scanId, readings: fresh, at: Date.now(), outcome: { state: 'waiting' } });
    void ask(scanId, fresh);
  }, []);
  return { scan };
}

/** Settles an unclear code by the thing that a person picked. */
export async function pick(scanId: string, { item_id, unit_id }: Candidate): Promise<void> {
  const link = unit_id === null ? `/i/${item_id}` : `/i/${item_id}/u/${unit_id}`;
  const outcome = await resolve([link]);
  if (outcome.state === 'found') settle(scanId, outcome);
}
