import type { SheetBlock, SheetCall, SheetEvent } from '@/api/gen';

/** How many of a complete block's people its one line names. */
const NAMED = 2;

export type Answer = 'open' | 'confirmed' | 'tentative' | 'waiting' | 'again' | 'declined' | 'untold';

export function answerOf(call: SheetCall): Answer {
  if (call.person === null) return 'open';
  if (call.status === null) return 'untold';
  if (call.asked_again) return 'again';
  return call.status === 'invited' ? 'waiting' : call.status;
}

/** Everybody is named and comes; false where answers are not told. */
export function isComplete(block: SheetBlock): boolean {
  return block.confirmed !== null && block.confirmed === block.total;
}

/** Whether any line of the sheet tells an answer: of one's own at least. */
export const tellsAnswers = (events: readonly SheetEvent[]): boolean =>
  events.some(({ blocks }) => blocks.some(({ calls }) => calls.some(({ status }) => status !== null)));

export const hasPhones = (events: readonly SheetEvent[]): boolean =>
  events.some(({ blocks }) => blocks.some(({ calls }) => calls.some(({ phone }) => phone !== null)));

export interface BlockSummary {
  readonly names: readonly string[];
  readonly more: number;
  /** The earliest call. */
  readonly since: string | null;
}

/** What a collapsed block says of itself. */
export function summaryOf({ calls }: SheetBlock): BlockSummary {
  const names = [...new Set(calls.flatMap(({ person }) => (person ? [person.name] : [])))];
  const since = calls.map(({ call_at }) => call_at).toSorted()[0] ?? null;
  return { names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED), since };
}

export interface TimedCall {
  readonly call: SheetCall;
  readonly block: SheetBlock;
  readonly event: SheetEvent;
}

export interface Hour {
  readonly at: string;
  readonly calls: readonly TimedCall[];
}

/** The same lines by the hour of the call, over everything that happens on the day. */
export function byTime(events: readonly SheetEvent[]): Hour[] {
  const lines = events.flatMap((event) =>
    event.blocks.flatMap((block) => block.calls.map((call) => ({ call, block, event }))),
  );
  const hours = new Map<number, TimedCall[]>();
  for (const line of lines) {
    const at = Date.parse(line.call.call_at);
    hours.set(at, [...(hours.get(at) ?? []), line]);
  }
  return [...hours]
    .toSorted(([a], [b]) => a - b)
    .map(([, calls]) => ({ at: calls[0]?.call.call_at ?? '', calls }));
}

/** How many are called, and how many of them come; null where answers are not told. */
export function countsOf(events: readonly SheetEvent[]): { calls: number; confirmed: number | null } {
  const blocks = events.flatMap((event) => event.blocks);
  const told = blocks.every(({ confirmed }) => confirmed !== null);
  return {
    calls: blocks.reduce((sum, { total }) => sum + total, 0),
    confirmed: told ? blocks.reduce((sum, { confirmed }) => sum + (confirmed ?? 0), 0) : null,
  };
}
