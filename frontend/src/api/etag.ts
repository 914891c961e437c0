/** The header of a write that must not overwrite somebody else's: the version the writer has seen. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}
