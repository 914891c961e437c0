import { useEffect, useState } from 'react';
import { type ImageSize, imageCaches } from './caches';

export type PrivateImageState =
  | { readonly status: 'loading' | 'failed'; readonly address: null }
  | { readonly status: 'ready'; readonly address: string };

/** A picture that needs the session, as an address an `img` can show. `wanted` false waits, for lazy loading. */
export function usePrivateImage(url: string | null, size: ImageSize, wanted = true): PrivateImageState {
  const cache = imageCaches[size];
  const [result, setResult] = useState<{ url: string; address: string | null } | null>(null);
  useEffect(() => {
    if (url === null || !wanted) return;
    let live = true;
    cache.acquire(url).then(
      (address) => live && setResult({ url, address }),
      () => live && setResult({ url, address: null }),
    );
    return () => {
      live = false;
      cache.release(url);
    };
  }, [cache, url, wanted]);
  if (url === null) return { status: 'failed', address: null };
  const mine = result?.url === url ? result : null;
  const address = mine ? mine.address : cache.peek(url);
  if (address !== null) return { status: 'ready', address };
  return { status: mine ? 'failed' : 'loading', address: null };
}
