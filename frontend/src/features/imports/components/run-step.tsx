import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import { type ImportOut, runImport } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { ChangesLink } from '@/shared/ui/changes-link/changes-link';
import { errorsUrl } from '../queries';
import { useUndo } from '../use-undo';
import classes from './run-step.module.css';
import { Running } from './running';
import { Grow, StepBody, StepFoot, StepHead } from './wizard';

const FORMATS = ['xlsx', 'csv'] as const;
const VERDICTS = { ok: IconCircleCheck, bad: IconAlertTriangle, neutral: IconArrowBackUp } as const;

function Result({
  tone,
  title,
  text,
  children,
}: {
  tone: keyof typeof VERDICTS;
  title: string;
  text: ReactNode;
  children?: ReactNode;
}) {
  const Glyph = VERDICTS[tone];
  return (
    <div className={classes.result} role="status">
      <div className={classes.verdict} data-tone={tone}>
        <Glyph size={20} stroke={1.8} aria-hidden="true" />
        <StepHead title={title} hint={text} />
      </div>
      {children}
    </div>
  );
}

/** The refused rows as they stood, each with its reasons: to be corrected and imported again. */
function ErrorFile({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const get = useMutation({
    mutationFn: (format: (typeof FORMATS)[number]) =>
      download(errorsUrl(imported.id, format), t('run.errorsName', { format })),
  });
  return (
    <div className={classes.acts}>
      <span>{t('run.errorFile')}</span>
      {FORMATS.map((format) => (
        <Button
          key={format}
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.6} />}
          loading={get.isPending && get.variables === format}
          onClick={() => get.mutate(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  );
}

function Foot({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('imports');
  return (
    <StepFoot>
      <Button variant="default" renderRoot={(props) => <Link {...props} to="/inventory/imports" />}>
        {t('run.history')}
      </Button>
      <Grow />
      {children}
      <Button variant="default" renderRoot={(props) => <Link {...props} to="/inventory/imports/new" />}>
        {t('run.again')}
      </Button>
    </StepFoot>
  );
}

function Done({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const { undo, busyWith } = useUndo();
  return (
    <>
      <StepBody>
        <Result
          tone="ok"
          title={
            imported.created === 0 && imported.updated > 0
              ? t('run.updated', { count: imported.updated })
              : t('run.doneTitle', { count: imported.created })
          }
          text={
            <>
              {imported.created > 0 && imported.updated > 0
                ? `${t('run.updated', { count: imported.updated })}. `
                : null}
              {imported.failed > 0 ? t('run.doneSome', { count: imported.failed }) : t('run.doneAll')}
            </>
          }
        >
          {imported.created + imported.updated > 0 ? (
            <div className={classes.acts}>
              <Button
                renderRoot={(props) => (
                  <Link
                    {...props}
                    to="/inventory"
                    search={
                      imported.created > 0 ? { import: [imported.id] } : { import_updated: [imported.id] }
                    }
                  />
                )}
              >
                {t(imported.created > 0 ? 'run.open' : 'run.openUpdated')}
              </Button>
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconArrowBackUp size={16} stroke={1.6} />}
                loading={busyWith !== null}
                onClick={() => void undo(imported)}
              >
                {t('undo.action')}
              </Button>
              <ChangesLink className={classes.listed} />
            </div>
          ) : null}
          {imported.failed > 0 ? <ErrorFile imported={imported} /> : null}
        </Result>
      </StepBody>
      <Foot />
    </>
  );
}

function Failed({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => runImport({ path: { import_id: imported.id } }),
    onSettled: () => invalidate(client, 'importDraft'),
  });
  return (
    <>
      <StepBody>
        <Result tone="bad" title={t('run.failedTitle')} text={imported.problem}>
          <div className={classes.acts}>
            <Button loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('run.retry')}
            </Button>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/inventory/imports/$importId"
                  params={{ importId: imported.id }}
                  search={{ step: 'check' }}
                />
              )}
            >
              {t('run.toCheck')}
            </Button>
          </div>
        </Result>
      </StepBody>
      <Foot />
    </>
  );
}

/** What became of the items that the import had made, and of those it had changed. */
function undoneWords({ created, kept, updated }: ImportOut, t: TFunction<'imports'>): string {
  return [
    kept > 0 ? t('run.undoneKept', { count: kept }) : null,
    created > kept ? t(kept > 0 ? 'run.undoneRest' : 'run.undoneText', { count: created - kept }) : null,
    updated > 0 ? t('run.undoneUpdated', { count: updated }) : null,
    kept === 0 ? t('run.undoneAgain') : null,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The last step: the import at work, and what became of it. */
export function RunStep({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  switch (imported.status) {
    case 'done':
      return <Done imported={imported} />;
    case 'failed':
      return <Failed imported={imported} />;
    case 'undone':
      return (
        <>
          <StepBody>
            <Result tone="neutral" title={t('run.undoneTitle')} text={undoneWords(imported, t)}>
              {imported.kept > 0 ? (
                <div className={classes.acts}>
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link {...props} to="/inventory" search={{ import: [imported.id] }} />
                    )}
                  >
                    {t('run.openKept')}
                  </Button>
                </div>
              ) : null}
            </Result>
          </StepBody>
          <Foot />
        </>
      );
    default:
      return (
        <>
          <Running imported={imported} />
          <Foot />
        </>
      );
  }
}
