import { IconCamera, IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { PrivateImage } from '@/shared/ui/private-image';
import { ActionMenu } from '../components/action-menu';
import { ItemThumb } from '../components/cells';
import type { OpenAction } from '../use-item-actions';
import classes from './phone-header.module.css';
import { PhotoPickers } from './photo-pickers';
import { PhotoLabel } from './photo-strip';
import { UploadList } from './upload-list';
import { useUploads } from './upload-queue';
import { usePhotoPaste } from './use-photo-drop';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox')).Lightbox }));
const PhotoManager = lazy(async () => ({ default: (await import('./photo-manager')).PhotoManager }));

/** On the keys at the thumb already. */
const BELOW = new Set(['issue', 'return', 'transfer', 'repair_out', 'restore']);

/** The dark head of an item on a phone: its photos to swipe, back, and every further act. */
export function PhoneHeader({ item, actions }: { item: ItemOut; actions: readonly OpenAction[] }) {
  const { t } = useTranslation(['photos', 'inventory']);
  const can = useCan();
  const photos = item.photos;
  const mayChange = item.deleted_at === null && can('inventory:update', item);
  const { add, ...sending } = useUploads(item.id);
  const [index, setIndex] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const [managing, setManaging] = useState(false);
  usePhotoPaste(mayChange ? add : null);
  const total = photos.length;
  const at = Math.min(index, Math.max(0, total - 1));
  const current = photos[at];
  return (
    <>
      <div className={classes.header}>
        <Link
          to="/inventory"
          className={classes.round}
          data-side="left"
          aria-label={t('inventory:toList')}
          onClick={(event) => {
            // Back to the very list one came from, with its filters and its place.
            if (history.length < 2 || event.metaKey || event.ctrlKey) return;
            if (!document.referrer && history.state?.__TSR_index === 0) return;
            event.preventDefault();
            history.back();
          }}
        >
          <IconChevronLeft size={22} stroke={1.8} />
        </Link>
        <span className={classes.round} data-side="right">
          <ActionMenu size="lg" actions={actions.filter((action) => !BELOW.has(action.id))} />
        </span>
        <div
          className={classes.track}
          data-single={total === 0 || undefined}
          onScroll={(event) => {
            const { scrollLeft, clientWidth } = event.currentTarget;
            setIndex(Math.round(scrollLeft / Math.max(1, clientWidth)));
          }}
        >
          {total === 0 ? (
            <div className={classes.none}>
              <ItemThumb categoryId={item.category?.id ?? null} size={32} />
              {mayChange ? (
                <span className={classes.picks}>
                  <PhotoPickers onFiles={add} />
                </span>
              ) : (
                t('none')
              )}
            </div>
          ) : (
            photos.map((photo, place) => (
              <button
                key={photo.id}
                type="button"
                className={classes.slide}
                aria-label={t('open', { index: place + 1, total })}
                onClick={() => setShown(place)}
              >
                <PrivateImage src={photo.url} alt="" size="picture" fit="contain" />
              </button>
            ))
          )}
        </div>
        {current ? (
          <>
            <PhotoLabel photo={current} className={classes.caption} />
            {mayChange ? (
              <button
                type="button"
                className={classes.counter}
                aria-label={`${t('manage')}, ${t('of', { index: at + 1, total })}`}
                onClick={() => setManaging(true)}
              >
                <IconCamera size={18} stroke={1.6} aria-hidden="true" />
                {t('of', { index: at + 1, total })}
              </button>
            ) : (
              <span className={classes.counter}>{t('of', { index: at + 1, total })}</span>
            )}
          </>
        ) : null}
      </div>
      <UploadList {...sending} />
      <Suspense>
        {shown !== null && total > 0 ? (
          <Lightbox name={item.name} photos={photos} start={shown} onClose={() => setShown(null)} />
        ) : null}
        {managing ? <PhotoManager item={item} onClose={() => setManaging(false)} /> : null}
      </Suspense>
    </>
  );
}
