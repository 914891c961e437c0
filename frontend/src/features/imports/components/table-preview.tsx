import { useTranslation } from 'react-i18next';
import type { ColumnOut } from '@/api/gen';
import { columnLetter } from '../mapping';
import classes from './table-step.module.css';

const LINES = [0, 1, 2, 3, 4] as const;

/** The columns of the table as found, each with its first different values. */
export function TablePreview({ columns, stale }: { columns: readonly ColumnOut[]; stale: boolean }) {
  const { t } = useTranslation('imports');
  const lines = LINES.filter((line) => columns.some((column) => column.samples[line] !== undefined));
  return (
    <section
      className={classes.preview}
      aria-label={t('table.preview')}
      data-stale={stale || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table aria-busy={stale}>
        <caption className="visually-hidden">{t('table.preview')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.index} scope="col" title={column.heading}>
                <small>{columnLetter(column.index)}</small>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              {columns.map((column) => (
                <td key={column.index} title={column.samples[line]}>
                  {column.samples[line] ?? (line === 0 ? t('table.emptyColumn') : '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
