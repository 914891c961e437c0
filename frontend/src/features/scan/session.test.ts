import { describe, expect, it } from 'vitest';
import type { Resolved } from '@/api/gen';
import { isRepeat, type Outcome, type Scan, summarise } from './session';

const thing = (id: number, unit?: number) =>
  ({ kind: 'item', by: 'link', item: { id }, unit: unit ? { id: unit } : null }) as unknown as Resolved;
const found = (id: number, unit?: number): Outcome => ({ state: 'found', thing: thing(id, unit) });
const scan = (id: string, code: string, outcome: Outcome): Scan => ({
  id,
  readings: [code],
  at: 0,
  outcome,
});

describe('a session of scans', () => {
  const scans = [
    scan('a', '/i/1', found(1)),
    scan('b', '46018870', { state: 'unknown' }),
    scan('c', 'РК-1', found(1)),
    scan('d', '/i/2/u/7', found(2, 7)),
    scan('e', '46018870', { state: 'unknown' }),
    scan('f', '/i/2/u/8', found(2, 8)),
    scan('g', '/i/3', { state: 'waiting' }),
  ];

  it('counts things once, whichever of their codes was read', () => {
    const summary = summarise(scans);
    expect([summary.found, summary.unknown, summary.waiting]).toEqual([3, 1, 1]);
    expect(summary.itemIds).toEqual([1, 2]);
    expect(summary.lines.map((line) => [line.key, line.times])).toEqual([
      ['w/i/3', 1],
      ['u8', 1],
      ['c46018870', 2],
      ['u7', 1],
      ['i1', 2],
    ]);
  });

  it('knows a repeat, and forgets it with the scan', () => {
    expect(scans.map(({ id }) => isRepeat(scans, id))).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(summarise(scans.slice(0, -1)).waiting).toBe(0);
  });
});
