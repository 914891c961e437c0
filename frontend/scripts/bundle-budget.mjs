// Fails when what a reader must download grows past the budget. Sizes are gzipped JavaScript and CSS: the entry with
// everything it imports, and per route what comes on top of the entry and the shell.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const ENTRY_KB = 190;
const ROUTE_KB = 150;
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length);
  return sizes.get(file);
}

/** Files of a chunk and of everything it imports statically. */
function closure(key, seen = new Set(), files = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const other of chunk.imports ?? []) closure(other, seen, files);
  return files;
}

const total = (files) => [...files].reduce((sum, file) => sum + size(file), 0) / 1000;
const minus = (files, base) => new Set([...files].filter((file) => !base.has(file)));

const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
// One language is needed, whichever it is; Russian words are the longer ones.
const entry = new Set([...closure(entryKey), ...closure('src/i18n/ru/entry.ts')]);
const shellKey = Object.keys(manifest).find((key) => key.startsWith('src/routes/_app.tsx?'));
const shell = new Set([...entry, ...(shellKey ? closure(shellKey) : []), ...closure('src/i18n/ru/index.ts')]);
const rows = [['entry', total(entry), ENTRY_KB]];
const routes = Object.keys(manifest).filter((key) => /^src\/routes\/.*\?tsr-split=component/.test(key));
for (const key of routes) {
  const name = key.replace(/^src\/routes\//, '').replace(/\?.*/, '');
  const [files, base] =
    key === shellKey ? [shell, entry] : [closure(key), name.startsWith('_app/') ? shell : entry];
  rows.push([name, total(minus(files, base)), ROUTE_KB]);
}
let failed = routes.length === 0;
if (failed) console.error('no route chunks in the manifest: the splitting is off');
for (const [name, kb, budget] of rows) {
  const over = kb > budget;
  failed ||= over;
  console.log(`${over ? 'OVER ' : 'ok   '}${name.padEnd(36)} ${kb.toFixed(1).padStart(7)} kB of ${budget}`);
}
if (failed) process.exit(1);
