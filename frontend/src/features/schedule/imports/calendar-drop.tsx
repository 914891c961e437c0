import { Button } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.layer.css';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '@/shared/ui/form/form-error';
import classes from './import-page.module.css';

const MAX_BYTES = 5 * 1024 * 1024;

/** Takes one .ics file by drop, by button or by keyboard. */
export function CalendarDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('scheduleDesk');
  const open = useRef<() => void>(null);
  const [fault, setFault] = useState<'several' | 'kind' | 'size' | null>(null);
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const wrong =
      files.length > 1 ? 'several' : !/\.(ics|ical|ifb|icalendar)$/i.test(file.name) ? 'kind' : null;
    const large = file.size > MAX_BYTES ? 'size' : null;
    setFault(wrong ?? large);
    if (!(wrong ?? large)) onFile(file);
  };
  return (
    <div>
      <Dropzone
        className={classes.zone ?? ''}
        openRef={open}
        onDrop={take}
        onReject={(rejections) => take(rejections.map(({ file }) => file))}
        activateOnClick={false}
        activateOnKeyboard={false}
        inputProps={{ accept: '.ics,text/calendar', 'aria-label': t('import.choose'), tabIndex: -1 }}
        enablePointerEvents
        unstyled
      >
        <div className={classes.inner}>
          <IconCalendarPlus size={28} stroke={1.5} aria-hidden="true" />
          <h2>{t('import.drop')}</h2>
          <p>{t('import.dropText')}</p>
          <Button onClick={() => open.current?.()}>{t('import.choose')}</Button>
          <small>{t('import.limits')}</small>
        </div>
      </Dropzone>
      {fault ? (
        <p role="alert" className={classes.fault}>
          <FormError>{t(`import.fault.${fault}`)}</FormError>
        </p>
      ) : null}
    </div>
  );
}
