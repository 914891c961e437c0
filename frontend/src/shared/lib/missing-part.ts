/** The name of an error that says: a part of the client could not be fetched. */
const NAME = 'MissingPart';

/**
 * Takes note of parts that cannot be fetched before the router does: it would reload the page, and without a network
 * that ends in the browser's own error.
 */
export function watchMissingParts(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    payload.name = NAME;
    payload.message = `part: ${payload.message}`;
  });
}

/** What the browsers themselves say of it, where no preload stood before the import. */
const UNFETCHED = /dynamically imported module|importing a module script failed/i;

export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && (error.name === NAME || UNFETCHED.test(error.message));
}
