import { Button, Loader, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconRotate2, IconRotateClockwise2 } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Cropper, type CropperRef } from 'react-advanced-cropper';
import 'react-advanced-cropper/dist/style.css';
import { useTranslation } from 'react-i18next';
import type { PhotoEdit, PhotoOut } from '@/api/gen';
import { usePrivateImage } from '@/shared/ui/private-image';
import { PHONE_MAX } from '@/theme/tokens';
import { editOf, sizeOf, turnedFrame } from './edit';
import classes from './photo-editor.module.css';

const STEP_SHARE = 0.02;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const whole = ({ imageSize }: { imageSize: { width: number; height: number } }) => imageSize;

/** Turns a picture by quarters and cuts it; the server does both with the original. */
export function PhotoEditor({
  photo,
  onSave,
  onClose,
}: {
  photo: PhotoOut;
  onSave: (edit: PhotoEdit) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['photos', 'common']);
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const cropper = useRef<CropperRef>(null);
  const picture = usePrivateImage(photo.url, 'picture');
  const [saving, setSaving] = useState(false);
  const turn = (clockwise: boolean) => {
    const state = cropper.current?.getState();
    if (!state?.coordinates) return;
    const frame = turnedFrame(state.coordinates, sizeOf(state), clockwise);
    cropper.current?.rotateImage(clockwise ? 90 : -90, { transitions: false });
    cropper.current?.setCoordinates(frame, { transitions: false });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const frame = cropper.current?.getCoordinates();
    const size = cropper.current?.getState()?.imageSize;
    if (!arrow || !frame || !size) return;
    event.preventDefault();
    const step = Math.max(1, Math.round(Math.max(size.width, size.height) * STEP_SHARE));
    const [dx, dy] = [arrow[0] * step, arrow[1] * step];
    cropper.current?.setCoordinates(
      event.shiftKey
        ? { ...frame, width: Math.max(step, frame.width + dx), height: Math.max(step, frame.height + dy) }
        : { ...frame, left: frame.left + dx, top: frame.top + dy },
      { transitions: false },
    );
  };
  const save = async () => {
    const state = cropper.current?.getState();
    const edit = state ? editOf(state) : null;
    if (!edit) return onClose();
    setSaving(true);
    try {
      await onSave(edit);
      onClose();
    } catch {
      // The mutation has told why; the frame stays for another try.
      setSaving(false);
    }
  };
  return (
    <Modal
      opened
      size={760}
      fullScreen={phone}
      title={t('crop.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the frame is moved with the arrow keys */}
      <section className={classes.stage} tabIndex={0} aria-label={t('crop.area')} onKeyDown={onKeyDown}>
        {picture.status === 'ready' ? (
          // Drawn for eyes and pointers; the section itself is what readers and keys hold.
          <div className={classes.cropper} aria-hidden="true">
            <Cropper
              ref={cropper}
              src={picture.address}
              className={classes.cropper ?? ''}
              defaultSize={whole}
              canvas={false}
              crossOrigin={false}
              checkOrientation={false}
              transitions={false}
            />
          </div>
        ) : (
          <span className={classes.wait} role={picture.status === 'failed' ? 'alert' : undefined}>
            {picture.status === 'failed' ? (
              t('crop.failed')
            ) : (
              <Loader size="sm" color="currentColor" aria-label={t('common:loading')} />
            )}
          </span>
        )}
      </section>
      <p className={classes.hint}>{t('crop.area')}</p>
      <div className={classes.acts}>
        <Button
          variant="default"
          leftSection={<IconRotate2 size={16} stroke={1.6} />}
          onClick={() => turn(false)}
        >
          {t('crop.left')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconRotateClockwise2 size={16} stroke={1.6} />}
          onClick={() => turn(true)}
        >
          {t('crop.right')}
        </Button>
        <Button variant="subtle" onClick={() => cropper.current?.reset()}>
          {t('crop.reset')}
        </Button>
        <span className={classes.grow} />
        <Button loading={saving} disabled={picture.status !== 'ready'} onClick={() => void save()}>
          {t('crop.save')}
        </Button>
      </div>
    </Modal>
  );
}
