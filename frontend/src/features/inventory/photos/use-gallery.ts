import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import {
  deletePhoto,
  editPhoto,
  type ItemOut,
  listPhotos,
  type PhotoEdit,
  type PhotoOut,
  type PhotoSide,
  reorderPhotos,
  updatePhoto,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';

export interface PhotoChange {
  readonly caption?: string | null;
  readonly side?: PhotoSide;
  readonly is_main?: boolean;
}

/** The newest order wins: the version is read right before it is written. */
async function putOrder(itemId: number, ids: readonly number[]) {
  const path = { item_id: itemId };
  const { data } = await listPhotos({ path });
  return reorderPhotos({ path, body: { ids: [...ids] }, headers: ifMatch(data.version) });
}

/** What the keepers of an item do with its photos. A new order is on screen before the server has heard of it. */
export function useGallery(item: ItemOut) {
  const { t } = useTranslation(['photos', 'common']);
  const client = useQueryClient();
  const known = item.photos;
  const [order, setOrder] = useState<readonly number[] | null>(null);
  // One after another: each change raises the item's version, which the next one has to name.
  const scope = { id: `photos-${item.id}` };
  const pathOf = (photo: PhotoOut) => ({ item_id: item.id, photo_id: photo.id });
  const fresh = () => invalidate(client, 'item');

  const change = useMutation({
    mutationFn: ({ photo, patch }: { photo: PhotoOut; patch: PhotoChange }) =>
      updatePhoto({ path: pathOf(photo), body: patch }),
    scope,
    onSettled: fresh,
  });
  const reorder = useMutation({
    mutationFn: (ids: readonly number[]) => putOrder(item.id, ids),
    scope,
    onSettled: async (_answer, _error, ids) => {
      await fresh();
      setOrder((current) => (current === ids ? null : current));
    },
  });
  const edit = useMutation({
    mutationFn: ({ photo, body }: { photo: PhotoOut; body: PhotoEdit }) =>
      editPhoto({ path: pathOf(photo), body, headers: { 'Idempotency-Key': randomId() } }),
    scope,
    onSuccess: () => notify.done(t('crop.saved')),
    onSettled: fresh,
  });
  const removal = useMutation({
    mutationFn: (photo: PhotoOut) => deletePhoto({ path: pathOf(photo) }),
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
    change: (photo: PhotoOut, patch: PhotoChange) => change.mutate({ photo, patch }),
    reorder: (next: readonly PhotoOut[]) => {
      const ids = next.map((photo) => photo.id);
      setOrder(ids);
      reorder.mutate(ids);
    },
    edit: (photo: PhotoOut, body: PhotoEdit) => edit.mutateAsync({ photo, body }),
    remove: async (photo: PhotoOut) => {
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
