import { apiFetch } from '@/api/client';
import { takeNewVersion } from './worker';

const KEY = 'kulisa.reloaded-at';
const AGAIN_AFTER_MS = 60_000;

/**
 * After an update of the server, an open page asks for parts that are gone: one reload brings the new page. Only while
 * the server answers; a second failure within a minute is a real error and stays visible.
 *
 * @param wasAway the network was away when the part was asked for: that explains the failure, however often it happens.
 */
export async function reloadForMissingPart(wasAway: boolean): Promise<void> {
  try {
    await apiFetch('/api/v1/health/live');
  } catch {
    return;
  }
  try {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!wasAway && Date.now() - last < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage a loop could not be noticed: better no reload than an endless one.
    return;
  }
  await takeNewVersion();
  location.reload();
}
