import type { ImportOut } from '@/api/gen';

/** The steps after the upload, as the address names them. */
export const STEPS = ['table', 'mapping', 'check', 'run'] as const;
export type Step = (typeof STEPS)[number];

/** The step to show: what is running or over has one screen, whatever the address says. */
export function stepFor(status: ImportOut['status'], wanted: Step | undefined): Step {
  if (status === 'uploaded') return wanted === undefined || wanted === 'run' ? 'table' : wanted;
  if (status === 'failed') return wanted ?? 'run';
  return 'run';
}
