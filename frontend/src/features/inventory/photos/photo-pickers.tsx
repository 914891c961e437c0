import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconPhotoPlus } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';

const ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif';

/** A button that opens the system's choice of files, or its camera. */
export function FileButton({
  camera = false,
  onFiles,
  children,
  ...rest
}: ButtonProps & { camera?: boolean; onFiles: (files: readonly File[]) => void; children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...rest} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-hidden="true"
          accept={camera ? 'image/*' : ACCEPT}
          multiple={!camera}
          {...(camera ? { capture: 'environment' as const } : {})}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </VisuallyHidden>
    </>
  );
}

/** Whether there is a finger: such devices have a camera at hand. */
export function useTouch(): boolean {
  return useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
}

/** «Снять» where there is a camera at hand, «Выбрать файлы» everywhere. */
export function PhotoPickers({
  onFiles,
  size = 'md',
}: {
  onFiles: (files: readonly File[]) => void;
  size?: 'sm' | 'md' | 'xl';
}) {
  const { t } = useTranslation('photos');
  const touch = useTouch();
  return (
    <>
      {touch ? (
        <FileButton camera size={size} onFiles={onFiles} leftSection={<IconCamera size={18} stroke={1.6} />}>
          {t('shoot')}
        </FileButton>
      ) : null}
      <FileButton
        size={size}
        variant="default"
        onFiles={onFiles}
        leftSection={<IconPhotoPlus size={16} stroke={1.6} />}
      >
        {t('choose')}
      </FileButton>
    </>
  );
}
