import type { ValueBand } from '@/api/gen';

/** Bands of a piece's value, as the API names them. */
export const VALUE_BANDS = [
  'unknown',
  'under_1000',
  'under_10000',
  'under_100000',
  'over_100000',
] as const satisfies readonly ValueBand[];

/** Months without a movement that the figures tell. */
export const IDLE_MONTHS = [3, 6, 12, 24] as const;
