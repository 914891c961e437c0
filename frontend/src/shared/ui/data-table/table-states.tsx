import { Skeleton } from '@mantine/core';
import type { DataColumn } from './columns';
import classes from './data-table.module.css';

const ROWS = Array.from({ length: 12 }, (_, index) => index);
const WIDTHS = ['82%', '64%', '73%', '56%'];

/** Grey bars in the shape of the rows to come. */
export function SkeletonRows<T>({
  columns,
  selectable,
}: {
  columns: readonly DataColumn<T>[];
  selectable: boolean;
}) {
  return (
    <tbody aria-hidden="true">
      {ROWS.map((row) => (
        <tr key={row} className={classes.row}>
          {selectable ? <td className={classes.check} /> : null}
          {columns.map((column, index) => (
            <td key={column.id}>
              <Skeleton height={10} width={WIDTHS[(row + index) % WIDTHS.length] ?? '60%'} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
