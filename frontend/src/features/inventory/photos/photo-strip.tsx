import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPhotoEdit, IconPhotoPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, PhotoOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { PrivateImage } from '@/shared/ui/private-image';
import { ItemThumb } from '../components/cells';
import { FileButton, PhotoPickers, useTouch } from './photo-pickers';
import classes from './photo-strip.module.css';
import { UploadList } from './upload-list';
import { useUploads } from './upload-queue';
import { usePhotoDrop, usePhotoPaste } from './use-photo-drop';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox')).Lightbox }));
const PhotoManager = lazy(async () => ({ default: (await import('./photo-manager')).PhotoManager }));

/** What is written on a picture: its caption, else its side. */
export function PhotoLabel({ photo, className }: { photo: PhotoOut; className?: string | undefined }) {
  const { t } = useTranslation('photos');
  return <span className={className}>{photo.caption ?? t(`side.${photo.side}`)}</span>;
}

/** An item's photos in its card: three of them, the rest behind «+N»; a place to drop new ones for those who may. */
export function PhotoStrip({ item, page = false }: { item: ItemOut; page?: boolean }) {
  const { t } = useTranslation('photos');
  const can = useCan();
  const touch = useTouch();
  const photos = item.photos;
  const mayChange = item.deleted_at === null && can('inventory:update', item);
  const { add, ...sending } = useUploads(item.id);
  const [shown, setShown] = useState<number | null>(null);
  const [managing, setManaging] = useState(false);
  const accept = mayChange && shown === null ? add : null;
  const { over, place } = usePhotoDrop(accept);
  usePhotoPaste(accept);
  if (photos.length === 0 && !mayChange) return null;
  const room = page ? 4 : 3;
  const first = photos.slice(0, room);
  const hidden = photos.length - first.length;
  return (
    <div className={page ? classes.page : undefined}>
      <div {...place} className={classes.strip} data-over={over || undefined} data-drop={t('drop')}>
        {photos.length === 0 ? (
          <div className={classes.empty}>
            <span className={classes.words}>
              <b>{t('emptyTitle')}</b>
              {t(touch ? 'emptyHintTouch' : 'emptyHint')}
            </span>
            <PhotoPickers onFiles={add} />
          </div>
        ) : (
          <div className={classes.photos} data-count={mayChange ? undefined : photos.length}>
            {first.map((photo, index) => {
              const rest = hidden > 0 && index === room - 1;
              return (
                <button
                  key={photo.id}
                  type="button"
                  className={classes.photo}
                  onClick={() => setShown(index)}
                >
                  <span className="visually-hidden">
                    {rest
                      ? t('openMore', { n: hidden + 1 })
                      : t('open', { index: index + 1, total: photos.length })}
                  </span>
                  <PrivateImage
                    className={classes.picture}
                    src={photo.thumbnail_url}
                    alt=""
                    fallback={<ItemThumb categoryId={item.category?.id ?? null} size={24} />}
                  />
                  {rest ? (
                    <span className={classes.more} aria-hidden="true">
                      +{hidden + 1}
                    </span>
                  ) : (
                    <PhotoLabel photo={photo} className={classes.label} />
                  )}
                </button>
              );
            })}
            {mayChange && photos.length < room ? (
              <div className={classes.rest}>
                <FileButton
                  size="sm"
                  variant="subtle"
                  onFiles={add}
                  leftSection={<IconPhotoPlus size={16} stroke={1.6} />}
                >
                  {t('addMore')}
                </FileButton>
              </div>
            ) : null}
          </div>
        )}
        {mayChange && photos.length > 0 ? (
          <span className={classes.manage}>
            <Tooltip label={t('manage')}>
              <ActionIcon aria-label={t('manage')} onClick={() => setManaging(true)}>
                <IconPhotoEdit size={16} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          </span>
        ) : null}
      </div>
      <UploadList {...sending} />
      <Suspense>
        {shown !== null && photos.length > 0 ? (
          <Lightbox name={item.name} photos={photos} start={shown} onClose={() => setShown(null)} />
        ) : null}
        {managing ? <PhotoManager item={item} onClose={() => setManaging(false)} /> : null}
      </Suspense>
    </div>
  );
}
