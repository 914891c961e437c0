import { currentLanguage } from '@/i18n';

const SLASHED = /^\s*(\d{1,2})[/\\-](\d{1,2})[/\\-](\d{2}|\d{4})\b/;

export interface TwoReadings {
  readonly sample: string;
  /** «5 июня», read day first. */
  readonly dmy: string;
  /** «6 мая», read month first. */
  readonly mdy: string;
}

function spoken(day: number, month: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.UTC(2000, month - 1, day));
}

/** The first value that is one date day first and another month first; null when no value is both. */
export function twoReadings(samples: readonly string[]): TwoReadings | null {
  for (const sample of samples) {
    const found = SLASHED.exec(sample);
    const [first, second] = [Number(found?.[1]), Number(found?.[2])];
    if (!found || first === second || first > 12 || second > 12 || first < 1 || second < 1) continue;
    return { sample: sample.trim(), dmy: spoken(first, second), mdy: spoken(second, first) };
  }
  return null;
}
