import { readFileSync } from 'node:fs';
import type { ManifestTransform } from 'workbox-build';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  isEntry?: boolean;
}

/** What has to be there before the worker counts as installed: sign-in, the frame, and the pages of an evening. */
const FIRST = [
  /^src\/i18n\/(ru|en)\/(entry|index|shell|outbox|schedule|schedule-calls|scan)\.ts$/,
  /^src\/routes\/(_app|login|_app\/index|_app\/scan|_app\/schedule\/mine)\.tsx\?/,
  /^src\/api\/gen\/sdk\.gen\.ts$/,
  /^src\/app\//,
  /^src\/features\/[^/]+\/acts\.ts$/,
  /^src\/shared\/(ui\/(confirm|notify|state)|lib\/reload)/,
];
/** Large, and not needed by every browser. */
const WHEN_USED = /\.wasm$/;

/** The files of the chunks that are needed first, with everything they import. */
function firstFiles(): Set<string> {
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
  const seen = new Set<string>();
  const files = new Set<string>(['index.html', 'boot.js', 'favicon.svg']);
  const follow = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const other of chunk.imports ?? []) follow(other);
  };
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry || FIRST.some((pattern) => pattern.test(key))) follow(key);
  }
  return files;
}

/** Says of every built file when the worker keeps it; see `src/worker/sw.ts`. */
export const sortParts: ManifestTransform = (entries) => {
  const first = firstFiles();
  const manifest = entries.map((entry) => {
    const file = entry.url.replace(/^\//, '');
    const when =
      first.has(file) || file.endsWith('.woff2') ? 'first' : WHEN_USED.test(file) ? 'used' : 'later';
    // The name of an asset carries a hash: it needs no revision of its own.
    return { ...entry, url: `/${file}`, revision: file.startsWith('assets/') ? null : entry.revision, when };
  });
  return { manifest, warnings: [] };
};
