import { apiFetch } from '@/api/client';
import { ifMatch } from '@/api/etag';

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return apiFetch(`/api/v1/inventory/${path}`, {
    method,
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

export interface Edit {
  rotate: 0 | 90 | 180 | 270;
  crop: { x: number; y: number; width: number; height: number } | null;
}

export const updatePhoto = (item: number, photo: number, body: object) =>
  send('PATCH', `${item}/photos/${photo}`, body);
/** The newest order wins: the version is read right before it is written. */
export const reorderPhotos = async (item: number, ids: readonly number[]) => {
  const { version } = await (await send('GET', `${item}/photos`)).json();
  return send('PUT', `${item}/photos/order`, { ids }, ifMatch(version));
};
export const editPhoto = (item: number, photo: number, body: Edit) =>
  send('POST', `${item}/photos/${photo}/edit`, body);
export const deletePhoto = (item: number, photo: number) => send('DELETE', `${item}/photos/${photo}`);
