import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(process.cwd(), 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(tsx?|css)$/.test(path) && !path.startsWith('api/gen/') && path !== 'routeTree.gen.ts')
  .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
const code = files.filter(
  ({ path }) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('test/'),
);

/** Every `@/…` and relative import as a path below src/. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap((match) => {
    const target = match[1] ?? '';
    if (target.startsWith('@/')) return [target.slice(2)];
    if (!target.startsWith('.')) return [];
    return [posix.join(posix.dirname(path), target)];
  });
}

const zone = (path: string) => path.split('/')[0] ?? '';
const feature = (path: string) => (zone(path) === 'features' ? path.split('/')[1] : undefined);

function faults(forbidden: (from: string, to: string) => boolean): string[] {
  return code.flatMap((file) =>
    importsOf(file)
      .filter((target) => forbidden(file.path, target))
      .map((target) => `${file.path} imports ${target}`),
  );
}

describe('imports', () => {
  it('are seen at all', () => {
    expect(code.length).toBeGreaterThan(60);
    expect(
      importsOf({ path: 'app/shell/x.ts', text: "import a from '../y';\nimport('@/features/z')" }),
    ).toEqual(['app/y', 'features/z']);
  });

  it('of shared, api, theme and i18n know no feature, no app and no route', () => {
    const low = new Set(['shared', 'api', 'theme', 'i18n']);
    expect(
      faults((from, to) => low.has(zone(from)) && ['features', 'app', 'routes'].includes(zone(to))),
    ).toEqual([]);
  });

  it('of app know no feature and no route', () => {
    expect(faults((from, to) => zone(from) === 'app' && ['features', 'routes'].includes(zone(to)))).toEqual(
      [],
    );
  });

  it('enter a feature only by its index', () => {
    expect(
      faults(
        (from, to) =>
          feature(to) !== undefined &&
          feature(from) !== feature(to) &&
          to !== `features/${feature(to)}` &&
          // What waits for the network is sent without the pages it was done on.
          !(from === 'acts.ts' && to === `features/${feature(to)}/acts`),
      ),
    ).toEqual([]);
  });

  it('never reach for routes', () => {
    expect(faults((from, to) => zone(from) !== 'routes' && zone(to) === 'routes')).toEqual([]);
  });
});

describe('files', () => {
  it('stay readable in one go', () => {
    const long = code.filter(
      ({ text, path }) => text.split('\n').length > (path.endsWith('.tsx') ? 300 : 400),
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('take colours from tokens only', () => {
    const coloured = files.filter(
      ({ path, text }) =>
        zone(path) !== 'theme' && !path.includes('.test.') && /#[0-9a-f]{3,8}\b(?![\w-])/i.test(text),
    );
    const allowed = new Set(['app/app.tsx']);
    expect(coloured.map(({ path }) => path).filter((path) => !allowed.has(path))).toEqual([]);
  });

  it('use nothing that writes style elements, which the content security policy refuses', () => {
    const writers =
      /import \{[^}]*\b(Grid|SimpleGrid|AppShell|Container)\b[^}]*\} from '@mantine\/core'|\b(visibleFrom|hiddenFrom)=|dangerouslySetInnerHTML/;
    expect(code.filter(({ text }) => writers.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('use the one searchable choice, the one clock and the one number field', () => {
    const own = ['shared/ui/search-select/', 'shared/ui/number-field/'];
    const others =
      /import \{[^}]*\b(MultiSelect|Autocomplete|TagsInput|NumberInput)\b[^}]*\} from '@mantine\/core'|\b(TimeInput|TimePicker|TimeGrid)\b|\bsearchable\b|type="(time|number|datetime-local)"/;
    const found = code.filter(
      ({ path, text }) => others.test(text) && !own.some((folder) => path.startsWith(folder)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('keep routes thin', () => {
    const fat = code.filter(
      ({ path, text }) =>
        zone(path) === 'routes' && (text.split('\n').length > 60 || /\.css'|useState|useQuery/.test(text)),
    );
    expect(fat.map(({ path }) => path)).toEqual([]);
  });
});
