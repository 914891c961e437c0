import { expect, it } from 'vitest';
import type { RowProblemOut } from '@/api/gen';
import { groupedLines, singleLines } from './problem-lines';

const problem = (row: number, value: string, message = 'Сотрудник не найден'): RowProblemOut => ({
  row,
  field: 'responsible',
  code: 'import.responsible_unknown',
  place: `Стр. ${row}`,
  message,
  value,
});
const problems = [
  problem(5, 'Ким Д.'),
  problem(6, 'Лапина О.'),
  problem(9, 'Ким Д.'),
  problem(9, 'Ким Д.', 'Другое'),
];

it('puts rows with the same problem on one line, in the order of the file', () => {
  expect(groupedLines(problems).map(({ problem: { value }, rows }) => [value, rows])).toEqual([
    ['Ким Д.', [5, 9]],
    ['Лапина О.', [6]],
    ['Ким Д.', [9]],
  ]);
});

it('leaves every row a line of its own where rows have to be found', () => {
  expect(singleLines(problems)).toHaveLength(4);
});
