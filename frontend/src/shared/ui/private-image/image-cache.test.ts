import { describe, expect, it, vi } from 'vitest';
import { ImageCache } from './image-cache';

function setup(limit = 3, parallel = 2) {
  const waiting = new Map<string, (blob: Blob) => void>();
  const load = vi.fn(
    (url: string, signal: AbortSignal) =>
      new Promise<Blob>((resolve, reject) => {
        waiting.set(url, resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  const revoke = vi.fn<(address: string) => void>();
  let published = 0;
  const publish = () => `blob:${++published}`;
  const cache = new ImageCache({ load, publish, revoke }, limit, parallel);
  const arrive = async (url: string) => {
    waiting.get(url)?.(new Blob());
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { cache, load, revoke, arrive };
}

const quiet = (promise: Promise<unknown>) => promise.catch(() => undefined);
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the cache of private pictures', () => {
  it('loads a picture once for everybody who shows it', async () => {
    const { cache, load, arrive } = setup();
    const first = cache.acquire('/a');
    const second = cache.acquire('/a');
    await settle();
    await arrive('/a');
    expect(await first).toBe(await second);
    expect(load).toHaveBeenCalledTimes(1);
    expect(cache.peek('/a')).toBe('blob:1');
  });

  it('loads few at a time', async () => {
    const { cache, load, arrive } = setup(9, 2);
    for (const url of ['/a', '/b', '/c']) void quiet(cache.acquire(url));
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
    await arrive('/a');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('gives up what nobody waits for and goes on with the line', async () => {
    const { cache, load } = setup(9, 1);
    for (const url of ['/a', '/b', '/c']) void quiet(cache.acquire(url));
    await settle();
    cache.release('/b');
    cache.release('/a');
    await settle();
    expect(load.mock.calls.map(([url]) => url)).toEqual(['/a', '/c']);
    expect(cache.size).toBe(1);
  });

  it('revokes the longest unused beyond the limit, never one on screen', async () => {
    const { cache, revoke, arrive } = setup(2);
    for (const url of ['/a', '/b', '/c']) {
      void quiet(cache.acquire(url));
      await settle();
      await arrive(url);
    }
    expect(revoke).not.toHaveBeenCalled();
    cache.release('/b');
    expect(revoke.mock.calls).toEqual([['blob:2']]);
    cache.release('/a');
    void quiet(cache.acquire('/a'));
    cache.release('/c');
    expect(cache.peek('/a')).toBe('blob:1');
    expect(revoke).toHaveBeenCalledTimes(1);
  });

  it('tries a failed picture again', async () => {
    const revoke = vi.fn<(address: string) => void>();
    const load = vi.fn<() => Promise<Blob>>().mockRejectedValueOnce(new Error('gone'));
    load.mockResolvedValue(new Blob());
    const cache = new ImageCache({ load, publish: () => 'blob:x', revoke }, 3, 2);
    await expect(cache.acquire('/a')).rejects.toThrow('gone');
    await expect(cache.acquire('/a')).resolves.toBe('blob:x');
  });

  it('is empty after the session', async () => {
    const { cache, revoke, arrive } = setup();
    void quiet(cache.acquire('/a'));
    void quiet(cache.acquire('/b'));
    await settle();
    await arrive('/a');
    cache.clear();
    await arrive('/b');
    expect(cache.size).toBe(0);
    expect(cache.peek('/b')).toBeNull();
    expect(revoke.mock.calls).toEqual([['blob:1']]);
  });
});
