import { ActionIcon, Modal, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCrop, IconGripVertical, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, PhotoOut } from '@/api/gen';
import { PrivateImage } from '@/shared/ui/private-image';
import { PHONE_MAX } from '@/theme/tokens';
import { ItemThumb } from '../components/cells';
import { moved, SIDES } from './model';
import classes from './photo-manager.module.css';
import { PhotoPickers } from './photo-pickers';
import { UploadList } from './upload-list';
import { useUploads } from './upload-queue';
import { useDragOrder } from './use-drag-order';
import { type PhotoChange, useGallery } from './use-gallery';
import { usePhotoDrop, usePhotoPaste } from './use-photo-drop';

const PhotoEditor = lazy(async () => ({ default: (await import('./photo-editor')).PhotoEditor }));

/** The words under a picture; they are kept when one leaves the field. */
function Fields({ photo, onChange }: { photo: PhotoOut; onChange: (patch: PhotoChange) => void }) {
  const { t } = useTranslation('photos');
  const [caption, setCaption] = useState(photo.caption ?? '');
  const keep = () => {
    const words = caption.trim();
    if (words !== (photo.caption ?? '')) onChange({ caption: words === '' ? null : words });
  };
  return (
    <div className={classes.fields}>
      <NativeSelect
        size="sm"
        aria-label={t('sideLabel')}
        value={photo.side}
        data={SIDES.map((side) => ({ value: side, label: t(`side.${side}`) }))}
        onChange={(event) => {
          const side = SIDES.find((value) => value === event.currentTarget.value);
          if (side) onChange({ side });
        }}
      />
      <TextInput
        size="sm"
        aria-label={t('caption')}
        placeholder={t('captionHint')}
        maxLength={255}
        value={caption}
        onChange={(event) => setCaption(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
    </div>
  );
}

/** Everything its keepers do with an item's photos: add, order, name, turn, cut, delete. */
export function PhotoManager({ item, onClose }: { item: ItemOut; onClose: () => void }) {
  const { t } = useTranslation(['photos', 'common']);
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const gallery = useGallery(item);
  const { photos } = gallery;
  const { add, ...sending } = useUploads(item.id);
  const { over, place } = usePhotoDrop(add);
  usePhotoPaste(add);
  const [edited, setEdited] = useState<PhotoOut | null>(null);
  const [said, setSaid] = useState('');
  const total = photos.length;
  const { list, drag, handle } = useDragOrder(total, (from, to) => {
    gallery.reorder(moved(photos, from, to));
    setSaid(t('order.moved', { index: to + 1, total }));
  });
  return (
    <Modal
      opened
      fullScreen={phone}
      size={920}
      title={t('manageTitle', { name: item.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      onClose={onClose}
    >
      <div {...place} className={classes.top} data-over={over || undefined}>
        <span className={classes.hint}>{over ? t('drop') : t('formats')}</span>
        <PhotoPickers onFiles={add} />
      </div>
      <UploadList {...sending} />
      {total > 1 ? <p className={classes.note}>{t('order.hint')}</p> : null}
      {total === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
      <ul ref={list} className={classes.list}>
        {photos.map((photo, index) => {
          const where = { index: index + 1, total };
          return (
            <li
              key={photo.id}
              className={classes.photo}
              data-dragged={drag?.from === index || undefined}
              data-target={(drag && drag.to === index && drag.from !== index) || undefined}
            >
              <div className={classes.picture}>
                <PrivateImage
                  src={photo.thumbnail_url}
                  alt={t('alt', { name: item.name, ...where })}
                  fallback={<ItemThumb categoryId={item.category?.id ?? null} size={24} />}
                />
                {total > 1 ? (
                  <ActionIcon
                    className={classes.handle ?? ''}
                    aria-label={t('order.handle', where)}
                    {...handle(index)}
                  >
                    <IconGripVertical size={16} stroke={1.8} />
                  </ActionIcon>
                ) : null}
                <span className={classes.acts}>
                  <Tooltip label={photo.is_main ? t('main') : t('setMain')}>
                    <ActionIcon
                      aria-label={photo.is_main ? t('main') : t('setMain')}
                      aria-pressed={photo.is_main}
                      onClick={() => {
                        if (!photo.is_main) gallery.change(photo, { is_main: true });
                      }}
                    >
                      {photo.is_main ? <IconStarFilled size={16} /> : <IconStar size={16} stroke={1.6} />}
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={t('edit')}>
                    <ActionIcon aria-label={t('edit')} onClick={() => setEdited(photo)}>
                      <IconCrop size={16} stroke={1.6} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={t('remove')}>
                    <ActionIcon aria-label={t('remove')} onClick={() => void gallery.remove(photo)}>
                      <IconTrash size={16} stroke={1.6} />
                    </ActionIcon>
                  </Tooltip>
                </span>
                {photo.is_main ? (
                  <span className={classes.badge}>
                    <IconStarFilled size={12} aria-hidden="true" />
                    {t('main')}
                  </span>
                ) : null}
              </div>
              <Fields photo={photo} onChange={(patch) => gallery.change(photo, patch)} />
            </li>
          );
        })}
      </ul>
      <Suspense>
        {edited ? (
          <PhotoEditor
            photo={edited}
            onSave={(body) => gallery.edit(edited, body)}
            onClose={() => setEdited(null)}
          />
        ) : null}
      </Suspense>
    </Modal>
  );
}
