import { currentLanguage } from '@/i18n';

const cache = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${currentLanguage()}${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(currentLanguage(), options);
    cache.set(key, found);
  }
  return found;
}

/** 1248 → «1 248» (ru, no-break space) or «1,248» (en). */
export function formatNumber(value: number): string {
  return formatter({ maximumFractionDigits: 3 }).format(value);
}

/** Bytes → «12,4 МБ» / «12.4 MB», decimal units. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return formatter({
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
