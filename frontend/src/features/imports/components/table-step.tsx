import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dryRunImport, type ImportOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { ApiError } from '@/api/problem';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { dryRunOptions } from '../queries';
import { ProblemNotice } from './notice';
import { TablePreview } from './table-preview';
import classes from './table-step.module.css';
import { Grow, StepBody, StepFoot, StepHead, usePrimaryKey } from './wizard';

interface Place {
  readonly sheet: string;
  readonly header_row: number | null;
}

/**
 * Reads another table of the file. A table without a column that looks like a name cannot be tried as it is: then the
 * first column stands in, for the next step to correct.
 */
async function readTable(imported: ImportOut, place: Place): Promise<void> {
  const path = { import_id: imported.id };
  const options = { ...place, create_missing: imported.options.create_missing };
  try {
    await dryRunImport({ path, body: { options } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'import.mapping_name') throw error;
    await dryRunImport({ path, body: { options, mapping: { name: 0 } } });
  }
}

function Facts({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const signs = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
  const sign = imported.delimiter;
  const known = sign === ',' || sign === ';' || sign === '\t' ? signs[sign] : null;
  return (
    <dl className={classes.facts}>
      <div>
        <dt className="visually-hidden">{t('history.rows')}</dt>
        <dd>
          <b>{t('table.rows', { count: imported.rows_total })}</b>,{' '}
          {t('table.columns', { count: imported.columns.length })}
        </dd>
      </div>
      {imported.encoding ? (
        <div>
          <dt>{t('table.encoding')}</dt>
          <dd>{imported.encoding.toUpperCase()}</dd>
        </div>
      ) : null}
      {sign ? (
        <div>
          <dt>{t('table.delimiter')}</dt>
          <dd>{known ? t(`table.delimiters.${known}`) : t('table.delimiters.other', { sign })}</dd>
        </div>
      ) : null}
    </dl>
  );
}

/** The second step: which sheet, where its headings stand, and what was found there. */
export function TableStep({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [headerRow, setHeaderRow] = useState<number | null>(imported.header_row || null);
  const read = useMutation({
    mutationFn: (place: Place) => readTable(imported, place),
    meta: { handlesError: true },
    onSettled: async () => {
      client.removeQueries({ queryKey: dryRunOptions(imported.id).queryKey });
      await invalidate(client, 'importDraft');
    },
  });
  const onward = {
    to: '/inventory/imports/$importId',
    params: { importId: imported.id },
    search: { step: 'mapping' },
  } as const;
  usePrimaryKey(() => {
    if (!read.isPending) void navigate(onward);
  });
  const moved = headerRow !== (imported.header_row || null) && headerRow !== null;
  return (
    <>
      <StepBody>
        <StepHead title={t('table.title')} hint={t('table.hint')} />
        <Facts imported={imported} />
        <form
          noValidate
          className={classes.controls}
          onSubmit={(event) => {
            event.preventDefault();
            if (moved) read.mutate({ sheet: imported.sheet, header_row: headerRow });
          }}
        >
          {imported.sheets.length > 1 ? (
            <NativeSelect
              className={classes.sheet ?? ''}
              label={t('table.sheet')}
              value={imported.sheet}
              data={imported.sheets}
              disabled={read.isPending}
              onChange={(event) => read.mutate({ sheet: event.currentTarget.value, header_row: null })}
            />
          ) : null}
          <NumberField
            className={classes.row ?? ''}
            label={t('table.headerRow')}
            value={headerRow}
            min={1}
            max={500_000}
            disabled={read.isPending}
            onChange={(value) => setHeaderRow(value)}
          />
          {moved || read.isPending ? (
            <Button type="submit" variant="default" loading={read.isPending}>
              {t('table.apply')}
            </Button>
          ) : null}
        </form>
        {imported.header_row === 0 ? <p>{t('table.noHeader')}</p> : null}
        {read.isError ? <ProblemNotice error={read.error} title={t('table.problem')} /> : null}
        <span className="visually-hidden" aria-live="polite">
          {read.isPending ? t('table.reading') : ''}
        </span>
        <TablePreview columns={imported.columns} stale={read.isPending} />
      </StepBody>
      <StepFoot>
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/inventory/imports/new" />}>
          {t('anotherFile')}
        </Button>
        <Grow />
        <Button disabled={read.isPending} renderRoot={(props) => <Link {...props} {...onward} />}>
          {t('next')}
        </Button>
      </StepFoot>
    </>
  );
}
