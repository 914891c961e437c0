import type { Resolved } from '@/api/gen';

/** What one scan turned out to be. `waiting`: the network is away, or the answer on its way. */
export type Outcome =
  | { readonly state: 'waiting' }
  | { readonly state: 'found'; readonly thing: Resolved }
  | { readonly state: 'unknown' }
  | { readonly state: 'ambiguous'; readonly candidates: readonly Candidate[] };

export interface Candidate {
  readonly item_id: number;
  readonly unit_id: number | null;
  readonly name: string;
  readonly number: string;
}

export interface Scan {
  readonly id: string;
  /** The readings of the code, the more likely first. */
  readonly readings: readonly string[];
  /** Milliseconds, as `Date.now()` gives them. */
  readonly at: number;
  readonly outcome: Outcome;
}

/** One line of the list: a thing, an unknown code, or what still waits; with all its scans. */
export interface Line {
  readonly key: string;
  readonly first: Scan;
  readonly last: Scan;
  readonly times: number;
}

export function thingKey(thing: Resolved): string {
  return thing.unit ? `u${thing.unit.id}` : `i${thing.item.id}`;
}

function lineKey(scan: Scan): string {
  if (scan.outcome.state === 'found') return thingKey(scan.outcome.thing);
  return `${scan.outcome.state === 'waiting' ? 'w' : 'c'}${scan.readings[0] ?? ''}`;
}

/** Scans gathered into lines, the latest touched first. A repeat raises the count of its line and nothing else. */
export function linesOf(scans: readonly Scan[]): Line[] {
  const lines = new Map<string, Line>();
  for (const scan of scans) {
    const key = lineKey(scan);
    const line = lines.get(key);
    lines.delete(key);
    lines.set(key, { key, first: line?.first ?? scan, last: scan, times: (line?.times ?? 0) + 1 });
  }
  return [...lines.values()].reverse();
}

export interface Summary {
  readonly lines: readonly Line[];
  /** Different things. */
  readonly found: number;
  /** Different unknown or unclear codes. */
  readonly unknown: number;
  readonly waiting: number;
  /** Items, once each, in the order of their first scan. */
  readonly itemIds: readonly number[];
}

export function summarise(scans: readonly Scan[]): Summary {
  const lines = linesOf(scans);
  const state = (line: Line) => line.last.outcome.state;
  const ids = scans.flatMap(({ outcome }) => (outcome.state === 'found' ? [outcome.thing.item.id] : []));
  return {
    lines,
    found: lines.filter((line) => state(line) === 'found').length,
    unknown: lines.filter((line) => state(line) === 'unknown' || state(line) === 'ambiguous').length,
    waiting: lines.filter((line) => state(line) === 'waiting').length,
    itemIds: [...new Set(ids)],
  };
}

/** Whether the thing of a scan had been scanned before it. */
export function isRepeat(scans: readonly Scan[], id: string): boolean {
  const index = scans.findIndex((scan) => scan.id === id);
  const scan = scans[index];
  return (
    scan?.outcome.state === 'found' && scans.slice(0, index).some((one) => lineKey(one) === lineKey(scan))
  );
}
