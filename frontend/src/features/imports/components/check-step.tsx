import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DryRunOut, dryRunImport, type ImportOut, runImport } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { formatNumber } from '@/shared/lib/numbers';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { dryRunOptions } from '../queries';
import classes from './check-step.module.css';
import { Notice, ProblemNotice } from './notice';
import { OnTheWay } from './on-the-way';
import { ProblemTable } from './problem-table';
import { type Choice, Updates } from './updates';
import { FootNote, Grow, StepBody, StepFoot, StepHead, usePrimaryKey } from './wizard';

function Figure({
  value,
  label,
  note,
  tone,
}: {
  value: number;
  label: string;
  note?: ReactNode;
  tone?: 'ok' | 'bad';
}) {
  return (
    <div className={classes.figure} data-tone={tone}>
      <b>{formatNumber(value)}</b>
      <span>{label}</span>
      {note ? <small>{note}</small> : null}
    </div>
  );
}

function Figures({ found }: { found: DryRunOut }) {
  const { t } = useTranslation('imports');
  return (
    <div className={classes.figures}>
      <Figure value={found.rows_total} label={t('check.rowsTotal')} />
      <Figure
        value={found.valid}
        label={t('check.willCreate')}
        tone="ok"
        note={found.valid > 0 ? t('check.pieces', { count: found.pieces }) : null}
      />
      {found.changed + found.unchanged > 0 ? (
        <Figure
          value={found.changed}
          label={t('check.changes', { count: found.changed })}
          note={t('check.unchanged', { count: found.unchanged })}
        />
      ) : null}
      <Figure
        value={found.invalid}
        label={t('check.refused')}
        note={found.invalid > 0 ? t('check.refusedHint') : t('check.nothingRefused')}
        {...(found.invalid > 0 ? { tone: 'bad' as const } : {})}
      />
    </div>
  );
}

/** Whether categories, locations and tags may be made on the way; the answer is checked anew by the server. */
function useCreateMissing(imported: ImportOut) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (allowed: boolean) => {
      const { options } = imported;
      const body = {
        mapping: imported.mapping,
        options: { ...options, header_row: options.header_row || null, create_missing: allowed },
      };
      return (await dryRunImport({ path: { import_id: imported.id }, body })).data;
    },
    onSuccess: (found) => {
      client.setQueryData(dryRunOptions(imported.id).queryKey, found);
      return invalidate(client, 'importDraft');
    },
  });
}

function Problems({ imported, found }: { imported: ImportOut; found: DryRunOut }) {
  const { t } = useTranslation('imports');
  const { columns, mapping } = found;
  return (
    <>
      {found.errors_total > 0 ? (
        <ProblemTable
          title={t('check.errors')}
          hint={t('check.errorsHint')}
          reason={t('check.reason')}
          problems={found.errors}
          total={found.errors_total}
          columns={columns}
          mapping={mapping}
          shownAtFirst={100}
          fileName={t('check.errorsName', { name: imported.file_name })}
          actions={
            <Button
              size="sm"
              variant="subtle"
              renderRoot={(props) => <Link {...props} to="/inventory/imports/new" />}
            >
              {t('anotherFile')}
            </Button>
          }
        />
      ) : null}
      {found.warnings_total > 0 ? (
        <ProblemTable
          title={t('check.warnings')}
          hint={t('check.warningsHint')}
          reason={t('check.note')}
          problems={found.warnings}
          total={found.warnings_total}
          columns={columns}
          mapping={mapping}
          shownAtFirst={20}
          grouped
        />
      ) : null}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation('imports');
  return (
    <div role="status">
      <p>{t('mapping.checking')}</p>
      <Skeleton height={64} mt={12} width="60%" />
      <Skeleton height={120} mt={24} />
    </div>
  );
}

function runLabel(t: TFunction<['imports', 'common']>, created: number, updated: number): string {
  if (created > 0 && updated > 0) return t('check.runBoth', { created, updated });
  if (updated > 0) return t('check.runUpdate', { count: updated });
  return created > 0 ? t('check.run', { count: created }) : t('steps.run');
}

/** The fourth step: what a run would do, before it does anything. */
export function CheckStep({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation(['imports', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const check = useQuery(dryRunOptions(imported.id));
  const toggle = useCreateMissing(imported);
  const run = useMutation({
    mutationFn: () =>
      runImport({
        path: { import_id: imported.id },
        body: { known: choice.known, left_rows: [...choice.left_rows] },
      }),
    meta: { handlesError: true },
    onSuccess: async () => {
      await invalidate(client, 'importDraft');
      await navigate({
        to: '/inventory/imports/$importId',
        params: { importId: imported.id },
        search: { step: 'run' },
      });
    },
  });
  const found = check.data;
  const [choice, setChoice] = useState<Choice>({
    known: imported.options.known,
    left_rows: imported.options.left_rows,
  });
  const updates = found && choice.known === 'update' ? found.changed - choice.left_rows.length : 0;
  const open = found !== undefined && found.ambiguous_dates.length > 0;
  const reason =
    found === undefined || toggle.isPending
      ? t('check.waitForCheck')
      : open
        ? t('check.openDates')
        : found.valid + updates === 0
          ? t(found.changed > 0 ? 'check.chooseUpdates' : 'check.nothingToRun')
          : null;
  usePrimaryKey(() => {
    if (reason === null && !run.isPending) run.mutate();
  });
  const back = { to: '/inventory/imports/$importId', params: { importId: imported.id } } as const;
  return (
    <>
      <StepBody>
        <StepHead title={t('check.title')} />
        {run.isError ? <ProblemNotice error={run.error} title={t('run.failedTitle')} /> : null}
        {check.isError ? (
          <ProblemNotice
            error={check.error}
            title={t('mapping.problem')}
            actions={
              <Button size="sm" variant="default" onClick={() => void check.refetch()}>
                {t('common:retry')}
              </Button>
            }
          />
        ) : null}
        {check.isPending ? <Waiting /> : null}
        {found ? (
          <>
            {open ? (
              <Notice
                tone="warn"
                actions={
                  <Button
                    size="sm"
                    variant="default"
                    renderRoot={(props) => <Link {...props} {...back} search={{ step: 'mapping' }} />}
                  >
                    {t('check.answerDates')}
                  </Button>
                }
              >
                {t('check.openDates')}
              </Notice>
            ) : null}
            <div aria-live="polite">
              <Figures found={found} />
            </div>
            {found.alike > 0 ? <Notice tone="warn">{t('check.alike', { count: found.alike })}</Notice> : null}
            {found.changed > 0 ? <Updates found={found} choice={choice} onChoice={setChoice} /> : null}
            <OnTheWay
              wanted={found.would_create}
              allowed={toggle.isPending ? toggle.variables : imported.options.create_missing}
              busy={toggle.isPending}
              onAllowed={toggle.mutate}
            />
            <Problems imported={imported} found={found} />
          </>
        ) : null}
      </StepBody>
      <StepFoot>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} {...back} search={{ step: 'mapping' }} />}
        >
          {t('back')}
        </Button>
        <Grow />
        {toggle.isPending ? <FootNote>{t('check.recheck')}</FootNote> : null}
        <ReasonButton reason={reason} loading={run.isPending} onClick={() => run.mutate()}>
          {runLabel(t, found?.valid ?? 0, updates)}
        </ReasonButton>
      </StepFoot>
    </>
  );
}
