import type { ChangedRow, Difference, PlanRow } from '@/api/gen';

export type Mark = 'added' | 'removed' | 'changed';
export const MARKS = ['added', 'removed', 'changed'] as const satisfies readonly Mark[];

/** A line of the plan as it is read: a show, and what became of it since the state compared with. */
export interface PlanLine {
  readonly row: PlanRow;
  readonly mark: Mark | null;
  /** How it stood before, of what has changed. */
  readonly before: PlanRow | null;
  /** What differs, as the API names it. */
  readonly fields: readonly string[];
}

export interface PlanDay {
  /** `2026-11-18` */
  readonly day: string;
  readonly lines: readonly PlanLine[];
}

const inOrder = (a: PlanLine, b: PlanLine) =>
  a.row.day.localeCompare(b.row.day) ||
  Date.parse(a.row.starts_at) - Date.parse(b.row.starts_at) ||
  a.row.event_id - b.row.event_id;

/** The shows by day; what has gone stands where it stood, so that a reader sees the hole. */
export function planDays(
  rows: readonly PlanRow[],
  difference: Difference | null,
  onlyMarked = false,
): PlanDay[] {
  const added = new Set(difference?.added.map(({ event_id }) => event_id));
  const changed = new Map<number, ChangedRow>(difference?.changed.map((one) => [one.after.event_id, one]));
  const lines: PlanLine[] = rows.map((row) => {
    const change = changed.get(row.event_id);
    if (change) return { row, mark: 'changed', before: change.before, fields: change.fields };
    return { row, mark: added.has(row.event_id) ? 'added' : null, before: null, fields: [] };
  });
  for (const row of difference?.removed ?? []) lines.push({ row, mark: 'removed', before: null, fields: [] });
  const days = new Map<string, PlanLine[]>();
  for (const line of lines.toSorted(inOrder)) {
    if (onlyMarked && line.mark === null) continue;
    days.set(line.row.day, [...(days.get(line.row.day) ?? []), line]);
  }
  return [...days].map(([day, found]) => ({ day, lines: found }));
}

export function countMarks(difference: Difference | null | undefined): Record<Mark, number> {
  return {
    added: difference?.added.length ?? 0,
    removed: difference?.removed.length ?? 0,
    changed: difference?.changed.length ?? 0,
  };
}

export function totalMarks(difference: Difference | null | undefined): number {
  return Object.values(countMarks(difference)).reduce((sum, one) => sum + one, 0);
}

/** `2026-11` so many months later. */
export function monthAfter(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}
