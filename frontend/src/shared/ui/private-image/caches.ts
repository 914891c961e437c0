import { apiFetch } from '@/api/client';
import { onSessionEnd } from '@/shared/lib/session-memory';
import { ImageCache, type ImageSource } from './image-cache';

const source: ImageSource = {
  load: async (url, signal) => (await apiFetch(url, { credentials: 'same-origin', signal })).blob(),
  publish: (blob) => URL.createObjectURL(blob),
  revoke: (address) => URL.revokeObjectURL(address),
};

/** Small pictures of lists: many, light. Whole pictures: few, heavy. */
export const imageCaches = {
  thumbnail: new ImageCache(source, 300, 6),
  picture: new ImageCache(source, 12, 3),
} as const;

export type ImageSize = keyof typeof imageCaches;

onSessionEnd(() => {
  for (const cache of Object.values(imageCaches)) cache.clear();
});
