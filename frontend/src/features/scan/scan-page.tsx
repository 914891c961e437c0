import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconKeyboard, IconWifiOff, IconX } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { usePageTitle } from '@/shared/lib/page-title';
import { useCan } from '@/shared/permissions';
import { useCamera, useWedge } from '@/shared/ui/scanner';
import { darkVariables } from '@/theme/variables';
import { CodeField } from './components/code-field';
import { FinishDialog } from './components/finish-dialog';
import { ScanList } from './components/scan-list';
import { TaskBar } from './components/task-bar';
import { Viewfinder } from './components/viewfinder';
import classes from './scan-page.module.css';
import { summarise } from './session';
import { clearScans, setMode, useScans } from './store';
import { useProgress } from './use-progress';
import { useScanning } from './use-scanning';

// The card brings the whole inventory with it; the camera need not wait for that.
const FoundCard = lazy(async () => ({ default: (await import('./components/found-card')).FoundCard }));

const TaskAct = lazy(async () => ({ default: (await import('./components/task-act')).TaskAct }));

function OfflineStrip({ waiting }: { waiting: number }) {
  const { t } = useTranslation('scan');
  return (
    <p className={classes.offline} role="status">
      <IconWifiOff size={20} stroke={1.6} aria-hidden="true" />
      {waiting > 0 ? t('offline', { count: waiting }) : t('offlineEmpty')}
    </p>
  );
}

/** Codes by camera, hand scanner or keyboard; one by one or in a row. */
export function ScanPage() {
  const { t } = useTranslation('scan');
  const router = useRouter();
  const mode = useScans((state) => state.mode);
  const scans = useScans((state) => state.scans);
  const offline = useConnection((line) => line.status !== 'online');
  const [typing, setTyping] = useState(false);
  const [finishing, setFinishing] = useState(false);
  const { scan } = useScanning();
  const camera = useCamera((code) => scan([code]));
  useWedge(scan);
  const summary = useMemo(() => summarise(scans), [scans]);
  const canMove = useCan()('inventory:move');
  const chosen = useScans((state) => state.task);
  const task = canMove ? chosen : 'look';
  const progress = useProgress(summary);
  const name = task === 'look' ? t('title') : t(`task.${task}`);
  const title = progress ? t('task.progress', { title: name, ...progress }) : name;
  usePageTitle(title);
  const latest = scans.at(-1);
  const alone = latest?.outcome.state === 'found' && mode === 'single' ? latest.outcome.thing : null;
  const noCamera = camera.state !== 'on' && camera.state !== 'starting';
  const leave = () => {
    if (router.history.canGoBack()) router.history.back();
    else void router.navigate({ to: '/inventory' });
  };

  return (
    <div className={classes.page} style={darkVariables}>
      {offline ? <OfflineStrip waiting={summary.waiting} /> : null}
      <header className={classes.head}>
        <ActionIcon size={44} aria-label={t('close')} onClick={leave}>
          <IconX size={24} stroke={1.6} />
        </ActionIcon>
        <h1 tabIndex={-1}>{title}</h1>
        {task === 'look' ? (
          <SegmentedControl
            size="md"
            className={classes.mode ?? ''}
            aria-label={t('mode')}
            value={mode}
            data={[
              { value: 'single', label: t('modes.single') },
              { value: 'continuous', label: t('modes.continuous') },
            ]}
            onChange={(value) => setMode(value === 'continuous' ? 'continuous' : 'single')}
          />
        ) : null}
      </header>
      <Viewfinder camera={camera} hit={latest?.outcome.state === 'found'} />
      <div className={classes.sheet}>
        {canMove ? <TaskBar /> : null}
        <div className={classes.content}>
          {alone && latest ? (
            <Suspense>
              <FoundCard key={latest.id} thing={alone} at={latest.at} />
            </Suspense>
          ) : (
            <ScanList summary={summary} latest={latest} progress={progress} />
          )}
        </div>
        <div className={classes.dock}>
          {typing || noCamera ? (
            <CodeField onCode={scan} onClose={typing ? () => setTyping(false) : null} />
          ) : (
            <Button
              size="xl"
              variant="default"
              leftSection={<IconKeyboard size={20} stroke={1.6} />}
              onClick={() => setTyping(true)}
            >
              {t('enter')}
            </Button>
          )}
          {task !== 'look' && !typing ? (
            <Suspense>
              <TaskAct task={task} summary={summary} progress={progress} />
            </Suspense>
          ) : null}
          {task === 'look' && mode === 'continuous' && !typing ? (
            <Button size="xl" disabled={scans.length === 0} onClick={() => setFinishing(true)}>
              {t('finish')}
            </Button>
          ) : null}
          {mode === 'single' && !typing && !noCamera && latest ? (
            <Button size="xl" variant="default" onClick={clearScans}>
              {t('next')}
            </Button>
          ) : null}
        </div>
      </div>
      {finishing ? <FinishDialog summary={summary} onClose={() => setFinishing(false)} /> : null}
    </div>
  );
}
