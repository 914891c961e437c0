import { CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPicture } from '@/shared/lib/picture';
import { FormError } from '@/shared/ui/form/form-error';
import { PhotoPickers } from './photo-pickers';
import { usePhotoDrop, usePhotoPaste } from './use-photo-drop';
import classes from './waiting-photos.module.css';

function Waiting({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t } = useTranslation('photos');
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <li className={classes.photo}>
      {url ? <img src={url} alt={file.name} /> : null}
      <CloseButton
        className={classes.remove ?? ''}
        size="sm"
        aria-label={t('waiting.remove', { name: file.name })}
        onClick={onRemove}
      />
    </li>
  );
}

/** Photos of an item that is not saved yet: they wait here and are sent once it is. */
export function WaitingPhotos({
  files,
  onChange,
}: {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}) {
  const { t } = useTranslation('photos');
  const [refused, setRefused] = useState(false);
  const add = (more: readonly File[]) => {
    const pictures = more.filter(isPicture);
    setRefused(pictures.length < more.length);
    if (pictures.length > 0) onChange([...files, ...pictures]);
  };
  const { over, place } = usePhotoDrop(add);
  usePhotoPaste(add);
  return (
    <section
      className={classes.waiting}
      data-over={over || undefined}
      aria-label={t('waiting.title')}
      {...place}
    >
      <h2>{t('waiting.title')}</h2>
      <p className={classes.hint}>{t('waiting.hint')}</p>
      {files.length > 0 ? (
        <ul className={classes.photos}>
          {files.map((file, index) => (
            <Waiting
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
              key={`${file.name} ${file.lastModified} ${index}`}
              file={file}
              onRemove={() => onChange(files.filter((other) => other !== file))}
            />
          ))}
        </ul>
      ) : null}
      {refused ? (
        <p role="alert">
          <FormError>{t('upload.notPicture')}</FormError>
        </p>
      ) : null}
      <div className={classes.acts}>
        <PhotoPickers size="sm" onFiles={add} />
      </div>
    </section>
  );
}
