import type { Clash } from '../types';
import type { Range } from './range';

export interface ClashFilters {
  readonly kind?: readonly Clash['kind'][] | undefined;
  readonly severity?: readonly Clash['severity'][] | undefined;
  /** Without what was accepted with a reason. */
  readonly fresh?: boolean | undefined;
}

/** What the counter in the schedule's head counts is what the page lists by this address. */
export const AHEAD = { range: 'month', severity: ['hard'], fresh: true } as const satisfies ClashFilters & {
  range: Range;
};

export const chosen = (clashes: readonly Clash[], { kind, severity, fresh }: ClashFilters): Clash[] =>
  clashes.filter(
    (clash) =>
      (!kind || kind.includes(clash.kind)) &&
      (!severity || severity.includes(clash.severity)) &&
      !(fresh && clash.overridden),
  );
