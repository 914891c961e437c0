import { Button, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import type { ColumnOut, RowProblemOut } from '@/api/gen';
import { csvFile } from '../csv';
import { groupedLines, singleLines } from '../problem-lines';
import { useFieldNames } from '../use-field-names';
import classes from './check-step.module.css';

const STEP = 200;
/** Row numbers that a line of several rows names. */
const NAMED = 3;

/** Numbers of rows with one and the same fault; the rest unfold. */
function RowNumbers({ rows }: { rows: readonly number[] }) {
  const { t } = useTranslation('imports');
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? rows : rows.slice(0, NAMED)).join(', ')}{' '}
      {rows.length > NAMED && !all ? (
        <UnstyledButton className={classes.rest ?? ''} onClick={() => setAll(true)}>
          {t('check.andMore', { n: rows.length - NAMED })}
        </UnstyledButton>
      ) : null}
    </>
  );
}

/** Rows of the file with what is wrong or worth a look; the numbers are those the spreadsheet program shows. */
export function ProblemTable({
  title,
  hint,
  reason,
  problems,
  total,
  columns,
  mapping,
  shownAtFirst,
  grouped = false,
  fileName,
  actions,
}: {
  title: string;
  hint: string;
  /** Heading of the column with the message. */
  reason: string;
  problems: readonly RowProblemOut[];
  total: number;
  columns: readonly ColumnOut[];
  mapping: Readonly<Record<string, number>>;
  shownAtFirst: number;
  /** Rows with the same problem share a line. */
  grouped?: boolean;
  /** Name of the file the list can be saved as; without it there is nothing to save. */
  fileName?: string;
  actions?: ReactNode;
}) {
  const { t, i18n } = useTranslation('imports');
  const nameOf = useFieldNames();
  const id = useId();
  const [limit, setLimit] = useState(shownAtFirst);
  const headingOf = (field: string) =>
    columns.find((column) => column.index === mapping[field])?.heading ?? nameOf(field);
  const lines = useMemo(
    () => (grouped ? groupedLines(problems) : singleLines(problems)),
    [grouped, problems],
  );
  const headings = [t('check.row'), t('check.column'), t('check.value'), reason];
  const download = () =>
    save(
      csvFile(
        [headings, ...problems.map((one) => [String(one.row), headingOf(one.field), one.value, one.message])],
        i18n.language === 'en' ? ',' : ';',
      ),
      fileName ?? '',
    );
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header>
        <h3 id={id}>
          {title}
          <span>{total}</span>
        </h3>
        {actions}
        {fileName ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.6} />}
            onClick={download}
          >
            {t('check.download')}
          </Button>
        ) : null}
      </header>
      <p className={classes.hint}>{hint}</p>
      <table className={classes.problems} data-grouped={grouped || undefined} aria-labelledby={id}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, limit).map(({ problem, rows }) => (
            <tr key={`${problem.row}/${problem.field}/${problem.code}`}>
              <td className={classes.row}>
                <RowNumbers rows={rows} />
              </td>
              <td>{headingOf(problem.field)}</td>
              <td className={problem.value === '' ? classes.empty : undefined}>
                {problem.value === '' ? t('check.empty') : problem.value}
              </td>
              <td>{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > limit || total > problems.length ? (
        <div className={classes.more}>
          {lines.length > limit ? (
            <Button size="sm" variant="default" onClick={() => setLimit(limit + STEP)}>
              {t('check.more', { count: Math.min(STEP, lines.length - limit) })}
            </Button>
          ) : null}
          {total > problems.length ? t('check.truncated', { shown: problems.length, total }) : null}
        </div>
      ) : null}
    </section>
  );
}
