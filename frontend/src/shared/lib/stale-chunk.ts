const KEY = 'kulisa.reloaded-at';
const AGAIN_AFTER_MS = 60_000;

/**
 * After an update of the server, an open page asks for parts that are gone. One reload fetches the new page; a second
 * failure within a minute is a real error and stays visible.
 */
export function reloadOnceForStaleChunk(error: unknown): void {
  const message = error instanceof Error ? error.message : '';
  if (!/dynamically imported module|Importing a module script failed|module script/i.test(message)) return;
  try {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage a loop could not be noticed: better no reload than an endless one.
    return;
  }
  location.reload();
}
