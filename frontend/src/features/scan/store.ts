import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Outcome, Scan } from './session';

export type ScanMode = 'single' | 'continuous';
/** What the round is for; `look`: to find out what things are. */
export type Task = 'look' | 'issue' | 'return';

interface ScanState {
  /** Whose scans these are: another person at the same computer begins with none. */
  owner: number | null;
  mode: ScanMode;
  task: Task;
  /** Where the things to be returned are now; null: anywhere. */
  place: number | null;
  scans: readonly Scan[];
}

/** More than an evening's work; a forgotten tab must not grow for ever. */
const MOST = 1000;

/** The scans of this tab; they outlive a reload. */
export const useScans = create<ScanState>()(
  persist((): ScanState => ({ owner: null, mode: 'single', task: 'look', place: null, scans: [] }), {
    name: 'kulisa.scans',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export const useScanSettings = create<{ sound: boolean }>()(
  persist((): { sound: boolean } => ({ sound: true }), { name: 'kulisa.scan', version: 1 }),
);

export function claim(owner: number): void {
  if (useScans.getState().owner !== owner) useScans.setState({ owner, task: 'look', place: null, scans: [] });
}

export function addScan(scan: Scan): void {
  useScans.setState(({ scans, mode }) => ({
    scans: mode === 'single' ? [scan] : [...scans.slice(-(MOST - 1)), scan],
  }));
}

export function settle(id: string, outcome: Outcome): void {
  useScans.setState(({ scans }) => ({
    scans: scans.map((scan) => (scan.id === id ? { ...scan, outcome } : scan)),
  }));
}

/** Takes back the last scan only. */
export function undoScan(): void {
  useScans.setState(({ scans }) => ({ scans: scans.slice(0, -1) }));
}

export function forget(key: (scan: Scan) => boolean): void {
  useScans.setState(({ scans }) => ({ scans: scans.filter((scan) => !key(scan)) }));
}

export function clearScans(): void {
  useScans.setState({ scans: [] });
}

export function setMode(mode: ScanMode): void {
  useScans.setState(({ scans }) => ({ mode, scans: mode === 'single' ? scans.slice(-1) : scans }));
}

/** A task is a round of many things. */
export function setTask(task: Task): void {
  useScans.setState({ task, place: null });
  if (task !== 'look') setMode('continuous');
}

export function setPlace(place: number | null): void {
  useScans.setState({ place });
}
