import type { LabelField, LayoutOut } from '@/api/gen';

export type Layout = LayoutOut;
export type Field = Layout['fields'][number];
export type FieldKind = LabelField['kind'];

export const FIELD_KINDS = [
  'name',
  'inventory_number',
  'category',
  'location',
  'department',
  'responsible',
  'theatre',
  'serial',
  'text',
] as const satisfies readonly FieldKind[];

export const MOST_FIELDS = 12;
/** Labels that one request prints. */
export const MOST_LABELS = 500;

/** A choice in the list of labels: `preset:a4_3x8` or `own:7`. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly layout: Layout;
  readonly own: { readonly id: number; readonly version: number; readonly is_default: boolean } | null;
  /** How a sheet names it. */
  readonly wire: { readonly template_id: number } | { readonly preset: string };
}

interface Known {
  readonly presets: readonly { preset: string; name: string; layout: Layout }[];
  readonly items: readonly {
    id: number;
    version: number;
    name: string;
    is_default: boolean;
    layout: Layout;
  }[];
}

/** The theatre's own labels first, then those that come along. */
export function choicesOf({ presets, items }: Known): Choice[] {
  return [
    ...items.map(
      ({ id, version, name, is_default, layout }): Choice => ({
        key: `own:${id}`,
        name,
        layout,
        own: { id, version, is_default },
        wire: { template_id: id },
      }),
    ),
    ...presets.map(
      ({ preset, name, layout }): Choice => ({
        key: `preset:${preset}`,
        name,
        layout,
        own: null,
        wire: { preset },
      }),
    ),
  ];
}

/** What was used last, else the theatre's default, else the first that comes along. */
export function chosenOf(choices: readonly Choice[], last: string | null): Choice | undefined {
  return (
    choices.find(({ key }) => key === last) ??
    choices.find(({ own }) => own?.is_default) ??
    choices.find(({ own }) => own === null)
  );
}

export function perSheet({ page, columns, rows }: Layout): number {
  return page === 'a4' ? columns * rows : 1;
}

/** Sheets that so many labels fill when the first one is used up to `start`. */
export function sheetsFor(labels: number, start: number, size: number): number {
  return labels === 0 ? 0 : Math.ceil((labels + start - 1) / size);
}
