import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { invalidate } from '@/api/invalidate';
import { errorMessage } from '@/api/problem';
import { upload } from '@/api/upload';
import { i18next } from '@/i18n';
import { isPicture, shrink } from '@/shared/lib/picture';
import { randomId } from '@/shared/lib/random-id';
import { notify } from '@/shared/ui/notify/notify';

export interface Upload {
  readonly id: string;
  readonly itemId: number;
  readonly file: File;
  readonly status: 'waiting' | 'sending' | 'done' | 'failed';
  /** From 0 to 1. */
  readonly progress: number;
  readonly error: string | null;
  /** Whether another try may succeed; a text file never becomes a picture. */
  readonly retryable: boolean;
}

/** Two at a time: one is sent while the next is made smaller. */
const PARALLEL = 2;

/** Lives beyond the card: whoever walks on with J does not lose what is on its way. */
const useQueue = create<{ uploads: readonly Upload[] }>(() => ({ uploads: [] }));
const stops = new Map<string, AbortController>();
const done: Upload[] = [];

function patch(id: string, change: Partial<Upload>): void {
  useQueue.setState(({ uploads }) => ({
    uploads: uploads.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
  }));
}

function remove(id: string): void {
  useQueue.setState(({ uploads }) => ({ uploads: uploads.filter((entry) => entry.id !== id) }));
}

async function send(entry: Upload, client: QueryClient): Promise<void> {
  const stop = new AbortController();
  stops.set(entry.id, stop);
  patch(entry.id, { status: 'sending', progress: 0, error: null });
  try {
    const file = await shrink(entry.file);
    stop.signal.throwIfAborted();
    const form = new FormData();
    form.append('files', file);
    await upload(`/api/v1/inventory/${entry.itemId}/photos`, form, {
      signal: stop.signal,
      onProgress: (sent) => patch(entry.id, { progress: Math.min(0.99, sent / Math.max(1, file.size)) }),
    });
    patch(entry.id, { status: 'done', progress: 1 });
    done.push(entry);
    await invalidate(client, 'item');
    remove(entry.id);
  } catch (error) {
    if (stop.signal.aborted) remove(entry.id);
    else patch(entry.id, { status: 'failed', error: errorMessage(error), retryable: true });
  } finally {
    stops.delete(entry.id);
    pump(client);
  }
}

function pump(client: QueryClient): void {
  const { uploads } = useQueue.getState();
  const sending = uploads.filter((entry) => entry.status === 'sending').length;
  const next = uploads.filter((entry) => entry.status === 'waiting').slice(0, PARALLEL - sending);
  for (const entry of next) void send(entry, client);
  if (sending + next.length === 0 && done.length > 0) {
    notify.done(i18next.t('photos:added', { count: done.length }));
    done.length = 0;
  }
}

/** Puts pictures of an item on their way. What fails waits in its card, to be tried again. */
export function sendPhotos(client: QueryClient, itemId: number, files: readonly File[]): void {
  const entries = files.map((file): Upload => {
    const fits = isPicture(file);
    return {
      id: randomId(),
      itemId,
      file,
      status: fits ? 'waiting' : 'failed',
      progress: 0,
      error: fits ? null : i18next.t('photos:upload.notPicture'),
      retryable: fits,
    };
  });
  useQueue.setState((state) => ({ uploads: [...state.uploads, ...entries] }));
  pump(client);
}

export interface Uploads {
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly cancel: (id: string) => void;
  readonly retry: (id: string) => void;
}

/** Pictures on their way to one item, and how to send more. */
export function useUploads(itemId: number): Uploads {
  const client = useQueryClient();
  const uploads = useQueue(useShallow((state) => state.uploads.filter((entry) => entry.itemId === itemId)));
  const acts = useMemo(
    () => ({
      add: (files: readonly File[]) => sendPhotos(client, itemId, files),
      cancel: (id: string) => {
        const stop = stops.get(id);
        if (stop) stop.abort();
        else remove(id);
      },
      retry: (id: string) => {
        patch(id, { status: 'waiting', error: null });
        pump(client);
      },
    }),
    [client, itemId],
  );
  return { uploads, ...acts };
}
