import { takeNewVersion } from '@/shared/lib/worker';
import { type Message, WORKER } from '@/worker/messages';
import { useNewVersion } from './new-version';

const HOUR_MS = 3_600_000;
const QUIET_MS = 3000;

/** The only script address this page may hand to the browser: Trusted Types refuse any other. */
function workerAddress(): string {
  if (!window.trustedTypes) return WORKER;
  const policy = window.trustedTypes.createPolicy('kulisa-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError(`no worker: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(WORKER);
}

/** Starts the worker that keeps the built parts, and tells when a new version of them waits. */
export async function registerWorker(): Promise<void> {
  const { serviceWorker } = navigator;
  // Plain http inside a theatre's network: no worker there, everything else works.
  if (!serviceWorker) return;
  const registration = await serviceWorker
    .register(workerAddress(), { updateViaCache: 'none' })
    .catch(() => null);
  // Refused by the browser's settings: the application does without.
  if (!registration) return;

  const look = () => {
    if (registration.waiting && serviceWorker.controller) useNewVersion.setState({ ready: true });
  };
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
  look();
  // Another tab took the new version: this one works on with the old until its reader reloads it.
  let known = serviceWorker.controller;
  serviceWorker.addEventListener('controllerchange', () => {
    if (known) useNewVersion.setState({ ready: true });
    known = serviceWorker.controller;
  });

  const ask = () => {
    if (document.visibilityState === 'visible' && navigator.onLine) {
      registration.update().catch(() => undefined);
    }
  };
  setInterval(ask, HOUR_MS);
  document.addEventListener('visibilitychange', ask);

  const { active } = await serviceWorker.ready;
  const rest: Message = 'keep-the-rest';
  setTimeout(() => active?.postMessage(rest), QUIET_MS);
}

/** The reader's own wish; a form that is not saved asks first, as with every reload. */
export async function openNewVersion(): Promise<void> {
  await takeNewVersion();
  location.reload();
}
