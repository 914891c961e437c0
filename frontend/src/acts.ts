import type { Act } from '@/app/outbox';

/**
 * What may wait for the network, by domain. A domain keeps its acts in `acts.ts`, apart from its pages: they are loaded
 * when something of it waits, whatever page is open then. Their words are in the texts `outbox`.
 */
const domains: Readonly<Record<string, () => Promise<{ acts: Readonly<Record<string, Act<never>>> }>>> = {
  schedule: () => import('./features/schedule/acts'),
  scan: () => import('./features/scan/acts'),
};

/** Brings them while there is a network: without one they may be out of reach. */
export function loadActs(): void {
  for (const load of Object.values(domains)) void load().catch(() => undefined);
}

/** @param kind `<domain>.<act>`; undefined for one that this version does not know. */
export async function actOf(kind: string): Promise<Act<unknown> | undefined> {
  const [domain = '', name = ''] = kind.split('.');
  const acts: Readonly<Record<string, Act<unknown>>> | undefined = (await domains[domain]?.())?.acts;
  return acts?.[name];
}
