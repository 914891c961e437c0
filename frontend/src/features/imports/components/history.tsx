import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import classes from './history.module.css';
import { ImportStatus } from './import-status';

interface Props {
  readonly rows: readonly ImportRow[];
  /** The import that is being undone. */
  readonly busyWith: number | null;
  readonly onUndo: (row: ImportRow) => void;
}

function FileLink({ row }: { row: ImportRow }) {
  return (
    <Link
      to="/inventory/imports/$importId"
      params={{ importId: row.id }}
      className={classes.link}
      title={row.file_name}
    >
      {row.file_name}
    </Link>
  );
}

function Undo({ row, busyWith, onUndo, size }: Omit<Props, 'rows'> & { row: ImportRow; size: 'xs' | 'md' }) {
  const { t } = useTranslation(['imports', 'common']);
  if (row.status !== 'done' || row.created + row.updated === 0) return null;
  return (
    <Button
      size={size}
      variant="default"
      aria-label={t('undo.of', { name: row.file_name })}
      loading={busyWith === row.id}
      onClick={() => onUndo(row)}
    >
      {t('undo.short')}
    </Button>
  );
}

export function HistoryTable({ rows, busyWith, onUndo }: Props) {
  const { t } = useTranslation('imports');
  return (
    <table className={classes.table} aria-label={t('history.caption')}>
      <thead>
        <tr>
          <th scope="col">{t('history.file')}</th>
          <th scope="col" className={classes.status}>
            {t('history.status')}
          </th>
          <th scope="col" className={classes.number}>
            {t('history.rows')}
          </th>
          <th scope="col" className={classes.number}>
            {t('history.created')}
          </th>
          <th scope="col" className={classes.number}>
            {t('history.updated')}
          </th>
          <th scope="col" className={classes.number}>
            {t('history.failed')}
          </th>
          <th scope="col" className={classes.when}>
            {t('history.when')}
          </th>
          <td className={classes.act} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <FileLink row={row} />
            </td>
            <td>
              <ImportStatus row={row} />
            </td>
            <td className={classes.number}>{formatNumber(row.rows_total)}</td>
            <td className={classes.number}>{formatNumber(row.created)}</td>
            <td className={classes.number}>{formatNumber(row.updated)}</td>
            <td className={`${classes.number} ${row.failed > 0 ? classes.bad : classes.zero}`}>
              {formatNumber(row.failed)}
            </td>
            <td className={classes.when}>{formatDateTime(row.created_at)}</td>
            <td className={classes.act}>
              <Undo size="xs" row={row} busyWith={busyWith} onUndo={onUndo} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function HistoryCards({ rows, busyWith, onUndo }: Props) {
  const { t } = useTranslation('imports');
  return (
    <ul className={classes.cards} aria-label={t('history.caption')}>
      {rows.map((row) => (
        <li key={row.id}>
          <FileLink row={row} />
          <ImportStatus row={row} />
          <span className={classes.facts}>
            {[
              formatDateTime(row.created_at),
              t('table.rows', { count: row.rows_total }),
              row.created > 0 ? t('history.createdCount', { count: row.created }) : null,
              row.updated > 0 ? t('history.updatedCount', { count: row.updated }) : null,
              row.failed > 0 ? t('history.failedCount', { count: row.failed }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <Undo size="md" row={row} busyWith={busyWith} onUndo={onUndo} />
        </li>
      ))}
    </ul>
  );
}
