import type { Message } from '@/worker/messages';

const TAKE_OVER: Message = 'take-over';
const PATIENCE_MS = 5000;

/**
 * Lets the new version, if one waits, take the place of the old one; the page is to be reloaded after it. Without a
 * worker the next load brings the new version anyhow.
 */
export async function takeNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  if (!registration.waiting) await registration.update().catch(() => undefined);
  const next = registration.waiting ?? registration.installing;
  if (!next) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    const ask = () => {
      if (next.state === 'installed') next.postMessage(TAKE_OVER);
    };
    next.addEventListener('statechange', ask);
    ask();
  });
}
