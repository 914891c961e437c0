import { Button } from '@mantine/core';
import { IconBulb, IconCameraOff, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '@/shared/ui/scanner';
import { useScanSettings } from '../store';
import classes from './viewfinder.module.css';

/** The camera's picture, or why there is none and what to do instead. */
export function Viewfinder({ camera, hit }: { camera: Camera; hit: boolean }) {
  const { t } = useTranslation('scan');
  const sound = useScanSettings((settings) => settings.sound);
  const { state } = camera;
  const Speaker = sound ? IconVolume : IconVolumeOff;
  return (
    <div className={classes.frame}>
      <video
        ref={camera.video}
        className={classes.video}
        data-on={state === 'on' || undefined}
        aria-label={t('viewfinder')}
        muted
        playsInline
      />
      {state === 'on' ? (
        <div className={classes.aim} data-hit={hit || undefined} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </div>
      ) : state === 'starting' ? (
        <p className={classes.note} role="status">
          {t('camera.starting')}
        </p>
      ) : (
        <div className={classes.problem} role="status">
          <IconCameraOff size={28} stroke={1.6} aria-hidden="true" />
          <h2>{t(`camera.${state}.title`)}</h2>
          <p>{t(`camera.${state}.text`)}</p>
          {state === 'insecure' ? null : (
            <Button variant="default" size="lg" onClick={camera.retry}>
              {t('camera.retry')}
            </Button>
          )}
        </div>
      )}
      <div className={classes.keys}>
        <span>
          <button
            type="button"
            className={classes.round}
            aria-pressed={sound}
            aria-label={t('sound')}
            onClick={() => useScanSettings.setState({ sound: !sound })}
          >
            <Speaker size={24} stroke={1.6} aria-hidden="true" />
          </button>
          <span aria-hidden="true">{t('sound')}</span>
        </span>
        {camera.torch === null ? null : (
          <span>
            <button
              type="button"
              className={classes.round}
              aria-pressed={camera.torch}
              aria-label={t('torch')}
              onClick={camera.toggleTorch}
            >
              <IconBulb size={24} stroke={1.6} aria-hidden="true" />
            </button>
            <span aria-hidden="true">{t('torch')}</span>
          </span>
        )}
      </div>
    </div>
  );
}
