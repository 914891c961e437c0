import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportOut, runImport } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { Notice } from './notice';
import classes from './run-step.module.css';
import { StepBody, StepHead } from './wizard';

/** After so long without a step the server lets the run be started again. */
const STALLED_MS = 125_000;

function useStalled(progress: number): boolean {
  const [stalledAt, setStalledAt] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStalledAt(progress), STALLED_MS);
    return () => clearTimeout(timer);
  }, [progress]);
  return stalledAt === progress;
}

/** The import at work in the background; the page may be left and come back to. */
export function Running({ imported }: { imported: ImportOut }) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const stalled = useStalled(imported.progress);
  const restart = useMutation({
    mutationFn: () => runImport({ path: { import_id: imported.id } }),
    onSettled: () => invalidate(client, 'importDraft'),
  });
  // Every percent would be read out; every tenth is enough.
  const told = Math.floor(imported.progress / 10) * 10;
  return (
    <StepBody>
      <StepHead title={t('run.running')} hint={t('run.leave')} />
      <div className={classes.result}>
        <span className={classes.percent} aria-hidden="true">
          {t('run.progress', { percent: imported.progress })}
        </span>
        <Progress.Root className={classes.bar ?? ''} size="md">
          <Progress.Section value={imported.progress} animated aria-label={t('run.running')} />
        </Progress.Root>
        <span className="visually-hidden" aria-live="polite">
          {t('run.progress', { percent: told })}
        </span>
        {stalled ? (
          <Notice
            tone="warn"
            actions={
              <Button
                size="sm"
                variant="default"
                loading={restart.isPending}
                onClick={() => restart.mutate()}
              >
                {t('run.restart')}
              </Button>
            }
          >
            {t('run.stalled')}
          </Notice>
        ) : null}
      </div>
    </StepBody>
  );
}
