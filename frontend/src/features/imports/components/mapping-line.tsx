import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnOut } from '@/api/gen';
import { columnLetter } from '../mapping';
import { FieldSelect } from './field-select';
import classes from './mapping-step.module.css';

const SHOWN = 3;

/** One column of the file: its heading, three of its values, and what it becomes. */
export function MappingLine({
  column,
  value,
  takenBy,
  onChange,
  children,
}: {
  column: ColumnOut;
  value: string | undefined;
  takenBy: (field: string) => string | undefined;
  onChange: (field: string | null) => void;
  /** A question about this column. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('imports');
  const samples = column.samples.slice(0, SHOWN);
  return (
    <li className={classes.line} data-skipped={value === undefined || undefined}>
      <div className={classes.heading}>
        {column.heading}
        <small>{t('mapping.letter', { letter: columnLetter(column.index) })}</small>
      </div>
      <div className={classes.samples}>
        {samples.length === 0 ? t('table.emptyColumn') : null}
        {samples.map((sample) => (
          <span key={sample} title={sample}>
            {sample}
          </span>
        ))}
      </div>
      <FieldSelect column={column} value={value} takenBy={takenBy} onChange={onChange} />
      {children}
    </li>
  );
}
