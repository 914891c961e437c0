/** The palette of the house. Everything coloured reads these through CSS variables of the same name (`--bg`, `--ink` …). */

export const lightTokens = {
  bg: '#F6F7F9',
  surface: '#FFFFFF',
  'surface-2': '#F0F2F5',
  line: '#E1E4EA',
  'line-strong': '#C9CED8',
  /** Borders of controls: 3:1 against the surface, as WCAG 1.4.11 asks. */
  'line-control': '#8A909C',
  text: '#1B1D22',
  muted: '#5B616E',
  ink: '#3B4FB8',
  'ink-hover': '#31439E',
  'ink-soft': '#E8EBFA',
  'on-ink': '#FFFFFF',
  velvet: '#8A1C2C',
  'velvet-soft': '#FBE7E9',
  ok: '#0B6B3A',
  'ok-soft': '#DDF3E6',
  warn: '#8A4B00',
  'warn-soft': '#FCEBD6',
  bad: '#B3261E',
  'bad-hover': '#93201A',
  'bad-soft': '#FCE4E2',
  'ev-performance': '#8A1C2C',
  'ev-performance-bg': '#FBE7E9',
  'ev-rehearsal': '#1C4F8C',
  'ev-rehearsal-bg': '#E5EFFA',
  'ev-setup': '#8A4B00',
  'ev-setup-bg': '#FCEBD6',
  'ev-strike': '#6B5A00',
  'ev-strike-bg': '#F8F0CC',
  'ev-technical': '#0B5E52',
  'ev-technical-bg': '#DDF3EE',
  'ev-other': '#454B57',
  'ev-other-bg': '#ECEEF1',
  shadow: '0 8px 24px rgba(20,22,28,.14)',
  // Around photographs: dark in both themes, as the camera is.
  'photo-bg': '#17181C',
  'photo-text': '#E6E7EB',
  'photo-key': 'rgba(23,24,28,.72)',
  'curtain-bg': '#1B080C',
  'curtain-back': '#F4E9E3',
  'curtain-lamp': '#2A0C12',
  'curtain-text': '#F6E4E6',
  'curtain-velvet': '#8A1C2C',
  'curtain-shade': '#14060A',
  'curtain-edge': '#F3A6AF',
  'curtain-floor': '#2A0C12',
} as const;

export type Token = keyof typeof lightTokens;

export const darkTokens: Record<Token, string> = {
  ...lightTokens,
  bg: '#17181C',
  surface: '#1F2126',
  'surface-2': '#26292F',
  line: '#31353D',
  'line-strong': '#454A55',
  'line-control': '#747B89',
  text: '#E6E7EB',
  muted: '#9CA1AD',
  ink: '#8E9BEA',
  'ink-hover': '#A5B0F0',
  'ink-soft': '#2A3052',
  'on-ink': '#17181C',
  velvet: '#E8808C',
  'velvet-soft': '#4A1119',
  ok: '#6FCF97',
  'ok-soft': '#12351F',
  warn: '#F2BE85',
  'warn-soft': '#4D2B05',
  bad: '#F2A09B',
  'bad-hover': '#F6B9B5',
  'bad-soft': '#4D1512',
  'ev-performance': '#F3A6AF',
  'ev-performance-bg': '#4A1119',
  'ev-rehearsal': '#A9CBF2',
  'ev-rehearsal-bg': '#12304F',
  'ev-setup': '#F2BE85',
  'ev-setup-bg': '#4D2B05',
  'ev-strike': '#E0CD74',
  'ev-strike-bg': '#3D3405',
  'ev-technical': '#8AD6C6',
  'ev-technical-bg': '#083A33',
  'ev-other': '#C2C8D2',
  'ev-other-bg': '#2B2F37',
  shadow: '0 8px 24px rgba(0,0,0,.5)',
  'curtain-back': '#4A1A22',
  'curtain-lamp': '#F4E9E3',
};

/** Height of a table row in px for each density. */
export const rowHeight = { compact: 32, normal: 36, comfortable: 44 } as const;
export type Density = keyof typeof rowHeight;

/** Below this width (px) the shell turns into the phone layout; keep equal to the media queries of the CSS modules. */
export const PHONE_MAX = 767;
/** Below this width (px) a drawer lies over the page instead of beside it. */
export const OVERLAY_MAX = 1199;
