import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { deletePhoto, type Edit, editPhoto, reorderPhotos, updatePhoto } from './api';
import { type Photo, type PhotoSide, photosOf } from './model';

export interface PhotoChange {
  readonly caption?: string | null;
  readonly side?: PhotoSide;
  readonly is_main?: boolean;
}

/** What the keepers of an item do with its photos. A new order is on screen before the server has heard of it. */
export function useGallery(item: ItemOut) {
  const { t } = useTranslation(['photos', 'common']);
  const client = useQueryClient();
  const known = photosOf(item);
  const [order, setOrder] = useState<readonly number[] | null>(null);
  // One after another: each change raises the item's version, which the next one has to name.
  const scope = { id: `photos-${item.id}` };
  const fresh = () => invalidate(client, 'item');

  const change = useMutation({
    mutationFn: ({ photo, patch }: { photo: Photo; patch: PhotoChange }) =>
      updatePhoto(item.id, photo.id, patch),
    scope,
    onSettled: fresh,
  });
  const reorder = useMutation({
    mutationFn: (ids: readonly number[]) => reorderPhotos(item.id, ids),
    scope,
    onSettled: async (_answer, _error, ids) => {
      await fresh();
      setOrder((current) => (current === ids ? null : current));
    },
  });
  const edit = useMutation({
    mutationFn: ({ photo, body }: { photo: Photo; body: Edit }) => editPhoto(item.id, photo.id, body),
    scope,
    onSuccess: () => notify.done(t('crop.saved')),
    onSettled: fresh,
  });
  const removal = useMutation({
    mutationFn: (photo: Photo) => deletePhoto(item.id, photo.id),
    scope,
    onSuccess: () => notify.done(t('removed')),
    onSettled: fresh,
  });

  const places = order && new Map(order.map((id, place) => [id, place]));
  const photos = places
    ? known.toSorted((a, b) => (places.get(a.id) ?? known.length) - (places.get(b.id) ?? known.length))
    : known;

  return {
    photos,
    busy: change.isPending || edit.isPending || removal.isPending,
    change: (photo: Photo, patch: PhotoChange) => change.mutate({ photo, patch }),
    reorder: (next: readonly Photo[]) => {
      const ids = next.map((photo) => photo.id);
      setOrder(ids);
      reorder.mutate(ids);
    },
    edit: (photo: Photo, body: Edit) => edit.mutateAsync({ photo, body }),
    remove: async (photo: Photo) => {
      const index = photos.indexOf(photo) + 1;
      const sure = await confirm({
        title: t('removeTitle'),
        text: t('removeText', { index, total: photos.length }),
        action: t('common:delete'),
        danger: true,
      });
      if (sure) removal.mutate(photo);
    },
  };
}
