/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { type KeptPart, type Message, PARTS_CACHE } from './messages';

/**
 * Keeps the built parts of the client, so that the application opens without a network. Answers of the API and files
 * are never kept: there is no route for them, and they go past this worker.
 */
declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & { __WB_MANIFEST: KeptPart[] };

const parts = self.__WB_MANIFEST;

cleanupOutdatedCaches();
precacheAndRoute(
  parts.filter(({ when }) => when === 'first').map(({ url, revision }) => ({ url, revision })),
);

// Every page of the application is the same document; what has a dot in its name is a file.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/metrics/, /\/[^/]+\.[^/]+$/],
  }),
);

// The rest of the parts: their names carry a hash of what is in them, so a kept one is never old.
const assets = new CacheFirst({ cacheName: PARTS_CACHE });
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'), assets);

/** Fetches what a page may need later, one after another, and drops the parts of older versions. */
async function keepTheRest(): Promise<void> {
  const cache = await caches.open(PARTS_CACHE);
  const known = new Set(parts.map(({ url }) => new URL(url, self.location.origin).href));
  const kept = new Set<string>();
  for (const { url } of await cache.keys()) {
    if (known.has(url)) kept.add(url);
    else await cache.delete(url);
  }
  for (const { url, when } of parts) {
    const { href } = new URL(url, self.location.origin);
    if (when === 'later' && !kept.has(href)) await cache.add(href);
  }
}

self.addEventListener('message', (event) => {
  const message: Message = event.data;
  if (message === 'take-over') void self.skipWaiting();
  // The network may go in the middle: the next page asks again.
  if (message === 'keep-the-rest') event.waitUntil(keepTheRest().catch(() => undefined));
});

clientsClaim();
