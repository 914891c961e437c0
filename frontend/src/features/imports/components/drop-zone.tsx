import { Button, Progress } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.layer.css';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '@/shared/lib/numbers';
import classes from './file-step.module.css';

const SUFFIXES = '.csv,.tsv,.txt,.xlsx,.xls,.ods';

export interface Sending {
  readonly name: string;
  readonly size: number;
  readonly sent: number;
}

function Progressing({ sending, onStop }: { sending: Sending; onStop: () => void }) {
  const { t } = useTranslation('imports');
  const percent = Math.min(100, Math.round((sending.sent / Math.max(sending.size, 1)) * 100));
  const reading = percent === 100;
  const title = reading ? t('file.reading') : t('file.uploading', { name: sending.name });
  return (
    <div className={classes.inner}>
      <IconFileSpreadsheet className={classes.glyph} size={28} stroke={1.5} aria-hidden="true" />
      <h2 aria-live="polite">{title}</h2>
      <Progress.Root className={classes.bar ?? ''} size="sm">
        <Progress.Section value={percent} animated={reading} aria-label={title} />
      </Progress.Root>
      <span className={classes.small}>
        {t('file.sent', {
          sent: formatBytes(Math.min(sending.sent, sending.size)),
          total: formatBytes(sending.size),
        })}
      </span>
      <Button size="sm" variant="default" onClick={onStop}>
        {t('file.cancel')}
      </Button>
    </div>
  );
}

/** Takes one file by drop, by button or by keyboard, and shows it leaving. */
export function DropZone({
  sending,
  onFiles,
  onStop,
}: {
  sending: Sending | null;
  onFiles: (files: readonly File[]) => void;
  onStop: () => void;
}) {
  const { t } = useTranslation('imports');
  const open = useRef<() => void>(null);
  if (sending) {
    return (
      <div className={classes.zone}>
        <Progressing sending={sending} onStop={onStop} />
      </div>
    );
  }
  return (
    <Dropzone
      className={classes.zone ?? ''}
      openRef={open}
      onDrop={onFiles}
      onReject={(rejections) => onFiles(rejections.map(({ file }) => file))}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      inputProps={{ accept: SUFFIXES, 'aria-label': t('file.choose'), tabIndex: -1 }}
      enablePointerEvents
      unstyled
    >
      <div className={classes.inner}>
        <IconFileSpreadsheet className={classes.glyph} size={28} stroke={1.5} aria-hidden="true" />
        <h2>{t('file.title')}</h2>
        <Dropzone.Idle>{t('file.text')}</Dropzone.Idle>
        <Dropzone.Accept>{t('file.drop')}</Dropzone.Accept>
        <Dropzone.Reject>{t('file.several')}</Dropzone.Reject>
        <Button onClick={() => open.current?.()}>{t('file.choose')}</Button>
        <span className={classes.small}>{t('file.limits')}</span>
      </div>
    </Dropzone>
  );
}
