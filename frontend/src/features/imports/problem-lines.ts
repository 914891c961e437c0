import type { RowProblemOut } from '@/api/gen';

/** A problem and the rows that have it. */
export interface ProblemLine {
  readonly problem: RowProblemOut;
  readonly rows: readonly number[];
}

export function singleLines(problems: readonly RowProblemOut[]): ProblemLine[] {
  return problems.map((problem) => ({ problem, rows: [problem.row] }));
}

/** One line for each column, value and message: a keeper whom nobody knows is named once, not in a hundred rows. */
export function groupedLines(problems: readonly RowProblemOut[]): ProblemLine[] {
  const lines = new Map<string, { problem: RowProblemOut; rows: number[] }>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.field, problem.value, problem.message]);
    const line = lines.get(key);
    if (line) line.rows.push(problem.row);
    else lines.set(key, { problem, rows: [problem.row] });
  }
  return [...lines.values()];
}
