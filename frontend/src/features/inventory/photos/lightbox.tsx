import { ActionIcon, Loader, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoOut } from '@/api/gen';
import { usePrivateImage } from '@/shared/ui/private-image';
import classes from './lightbox.module.css';
import { PhotoLabel } from './photo-strip';
import { MAX_SCALE, useZoom } from './use-zoom';

/** Its picture is fetched before it is asked for. */
function Preload({ photo }: { photo: PhotoOut | undefined }) {
  usePrivateImage(photo?.url ?? null, 'picture');
  return null;
}

function Picture({ photo, alt }: { photo: PhotoOut; alt: string }) {
  const { t } = useTranslation(['photos', 'common']);
  const whole = usePrivateImage(photo.url, 'picture');
  const small = usePrivateImage(photo.thumbnail_url, 'thumbnail');
  const address = whole.address ?? small.address;
  return (
    <>
      {address === null ? null : <img src={address} alt={alt} draggable={false} />}
      {whole.status === 'loading' ? (
        <span className={classes.wait}>
          <Loader size="sm" color="currentColor" aria-label={t('common:loading')} />
        </span>
      ) : null}
      {whole.status === 'failed' ? (
        <span className={classes.wait} role="alert">
          {t('lightbox.failed')}
        </span>
      ) : null}
    </>
  );
}

interface Props {
  readonly name: string;
  readonly photos: readonly PhotoOut[];
  readonly start: number;
  readonly onClose: () => void;
}

/** Photos over the whole screen: arrows and swipes turn them, the wheel, a double click and two fingers zoom. */
export function Lightbox({ name, photos, start, onClose }: Props) {
  const { t } = useTranslation(['photos', 'common']);
  const [chosen, setChosen] = useState(start);
  const total = photos.length;
  const index = Math.min(chosen, total - 1);
  const photo = photos[index];
  const turn = (step: number) => {
    const next = index + step;
    if (next < 0 || next >= total) return;
    zoom.reset();
    setChosen(next);
  };
  const zoom = useZoom(turn);
  const { scale, x, y } = zoom.view;
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowLeft: () => turn(-1),
      ArrowRight: () => turn(1),
      Home: () => turn(-index),
      End: () => turn(total - 1 - index),
      '+': () => zoom.by(1.5),
      '=': () => zoom.by(1.5),
      '-': () => zoom.by(1 / 1.5),
      '0': zoom.reset,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  if (!photo) return null;
  return (
    <Modal.Root
      opened
      fullScreen
      lockScroll={false}
      onClose={onClose}
      aria-label={t('lightbox.label', { name })}
      onKeyDown={onKeyDown}
    >
      <Modal.Content className={classes.content ?? ''} aria-label={t('lightbox.label', { name })}>
        <Modal.Body className={classes.body ?? ''}>
          <div className={classes.bar}>
            <h2>{name}</h2>
            <span className={classes.counter} aria-live="polite">
              {t('of', { index: index + 1, total })}
            </span>
            <ActionIcon
              variant="transparent"
              className={classes.key ?? ''}
              aria-label={t('lightbox.zoomOut')}
              disabled={scale <= 1}
              onClick={() => zoom.by(1 / 1.5)}
            >
              <IconZoomOut size={20} stroke={1.6} />
            </ActionIcon>
            <ActionIcon
              variant="transparent"
              className={classes.key ?? ''}
              aria-label={t('lightbox.zoomIn')}
              disabled={scale >= MAX_SCALE}
              onClick={() => zoom.by(1.5)}
            >
              <IconZoomIn size={20} stroke={1.6} />
            </ActionIcon>
            <ActionIcon
              variant="transparent"
              className={classes.key ?? ''}
              aria-label={t('common:close')}
              data-autofocus
              onClick={onClose}
            >
              <IconX size={20} stroke={1.6} />
            </ActionIcon>
          </div>
          <div
            ref={zoom.frame}
            className={classes.frame}
            data-zoomed={scale > 1 || undefined}
            {...zoom.handlers}
          >
            <div
              style={{
                position: 'absolute',
                inset: 0,
                transform: `translate(${x}px, ${y}px) scale(${scale})`,
              }}
            >
              <Picture key={photo.id} photo={photo} alt={t('alt', { name, index: index + 1, total })} />
            </div>
          </div>
          {total > 1 ? (
            <>
              <ActionIcon
                variant="transparent"
                className={classes.turn ?? ''}
                data-side="left"
                aria-label={t('lightbox.previous')}
                disabled={index === 0}
                onClick={() => turn(-1)}
              >
                <IconChevronLeft size={24} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                variant="transparent"
                className={classes.turn ?? ''}
                data-side="right"
                aria-label={t('lightbox.next')}
                disabled={index === total - 1}
                onClick={() => turn(1)}
              >
                <IconChevronRight size={24} stroke={1.6} />
              </ActionIcon>
            </>
          ) : null}
          <p className={classes.caption}>
            <PhotoLabel photo={photo} />
          </p>
          <Preload photo={photos[index + 1]} />
          <Preload photo={photos[index - 1]} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
