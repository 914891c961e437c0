import type { Token } from './tokens';

/** Tones a badge may take. Each pairs a text colour with a soft fill; both pass 4.5:1 in light and dark. */
export const tones = {
  neutral: { color: 'ev-other', fill: 'ev-other-bg' },
  ok: { color: 'ok', fill: 'ok-soft' },
  warn: { color: 'warn', fill: 'warn-soft' },
  bad: { color: 'bad', fill: 'bad-soft' },
  ink: { color: 'ink', fill: 'ink-soft' },
  stage: { color: 'ev-technical', fill: 'ev-technical-bg' },
  tour: { color: 'ev-strike', fill: 'ev-strike-bg' },
  performance: { color: 'ev-performance', fill: 'ev-performance-bg' },
  rehearsal: { color: 'ev-rehearsal', fill: 'ev-rehearsal-bg' },
} as const satisfies Record<string, { color: Token; fill: Token }>;

export type Tone = keyof typeof tones;
