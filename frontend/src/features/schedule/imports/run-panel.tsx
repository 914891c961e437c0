import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorMessage } from '@/api/problem';
import { useCan } from '@/shared/permissions';
import { FormError } from '@/shared/ui/form/form-error';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import classes from './import-page.module.css';
import { hardOf, type ImportReport, partId, written } from './report-words';
import type { CalendarImport } from './use-import';

const SHORTEST_REASON = 3;
const PARTS = [
  'created',
  'updated',
  'cancelled',
  'unchanged',
  'skipped',
  'notes',
  'errors',
  'conflicts',
] as const;
const ALWAYS: ReadonlySet<string> = new Set(['created', 'updated', 'cancelled', 'conflicts']);

/** What a run will do, and the one button that does it. */
export function RunPanel({ importing, report }: { importing: CalendarImport; report: ImportReport }) {
  const { t } = useTranslation('scheduleDesk');
  const can = useCan();
  const [forcing, setForcing] = useState(false);
  const [reason, setReason] = useState('');
  const count = written(report);
  const hard = hardOf(report);
  const forces = can('schedule:force');
  const { running } = importing;
  const short = reason.trim().length < SHORTEST_REASON;
  const why =
    count === 0
      ? t('import.nothing')
      : hard > 0 && !forces
        ? t('import.blocked', { count: hard })
        : forcing && short
          ? t('import.reasonWanted')
          : importing.looking.isPending
            ? t('import.looking')
            : null;
  const run = () => {
    if (hard > 0 && !forcing) setForcing(true);
    else importing.run(hard > 0 ? reason.trim() : null);
  };
  return (
    <section className={classes.run} aria-label={t('import.panel')}>
      <ul className={classes.counts}>
        {PARTS.filter((part) => ALWAYS.has(part) || report[part].length > 0).map((part) => (
          <li key={part} data-part={part} data-some={report[part].length > 0 || undefined}>
            {report[part].length > 0 ? (
              <a href={`#${partId(part)}`}>
                <b>{report[part].length}</b> <span>{t(`import.part.${part}`)}</span>
              </a>
            ) : (
              <>
                <b>0</b> <span>{t(`import.part.${part}`)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.rule}>{t('import.rule')}</p>
      {report.errors.length > 0 ? (
        <p className={classes.rule}>{t('import.withErrors', { count: report.errors.length })}</p>
      ) : null}
      {hard > 0 ? (
        <p className={classes.warning}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
          {t(forces ? 'import.hardForce' : 'import.hard', { count: hard })}
        </p>
      ) : null}
      {forcing && hard > 0 ? (
        <Textarea
          label={t('import.reason')}
          description={t('import.reasonHint')}
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {running.isError ? (
        <p role="alert">
          <FormError>{errorMessage(running.error)}</FormError>
        </p>
      ) : null}
      <div className={classes.acts}>
        <ReasonButton
          reason={why}
          loading={running.isPending}
          leftSection={<IconFileImport size={16} stroke={1.8} />}
          onClick={run}
        >
          {hard > 0 && forces && !forcing ? t('import.force') : t('import.run', { count })}
        </ReasonButton>
        <Button variant="default" loading={importing.looking.isPending} onClick={importing.again}>
          {t('import.lookAgain')}
        </Button>
      </div>
    </section>
  );
}
