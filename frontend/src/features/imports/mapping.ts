import type { ColumnOut } from '@/api/gen';

/** The fields a column may feed, as the importer knows them, in the groups people look for them in. */
export const FIELD_GROUPS = [
  { id: 'main', fields: ['name', 'inventory_number', 'quantity', 'unit'] },
  { id: 'place', fields: ['category', 'location', 'department', 'responsible'] },
  { id: 'state', fields: ['status', 'condition'] },
  {
    id: 'about',
    fields: ['description', 'technical_description', 'manufacturer', 'model', 'serial_number', 'tags'],
  },
  { id: 'money', fields: ['purchase_price', 'current_value', 'purchase_date', 'warranty_until'] },
  { id: 'size', fields: ['width', 'height', 'depth', 'weight', 'min_quantity'] },
] as const;

export type FieldCode = (typeof FIELD_GROUPS)[number]['fields'][number];

const CODES = new Set<string>(FIELD_GROUPS.flatMap((group) => group.fields));
const CUSTOM = 'custom:';
const CUSTOM_LENGTH = 100;
const OWN = 'field:';

/** How many columns may be kept as custom fields. */
export const MAX_CUSTOM = 40;

/** What each column feeds: a field's code, `field:<key>` or `custom:<name>`; a column that is left out has no entry. */
export type Choices = Readonly<Record<number, string>>;

export function isField(code: string): code is FieldCode {
  return CODES.has(code);
}

export function isCustom(code: string | undefined): boolean {
  return code?.startsWith(CUSTOM) ?? false;
}

/** `field:<key>` feeds a field of the theatre's own. */
export function ownCode(key: string): string {
  return `${OWN}${key}`;
}

/** The key of the theatre's own field, undefined for anything else. */
export function ownKey(code: string | undefined): string | undefined {
  return code?.startsWith(OWN) ? code.slice(OWN.length) : undefined;
}

/** The name under which a column's values are kept when they have no field of their own. */
export function customName(heading: string): string {
  return heading.slice(0, CUSTOM_LENGTH).trim();
}

export function customCode(heading: string): string {
  return `${CUSTOM}${customName(heading)}`;
}

export function choicesOf(mapping: Readonly<Record<string, number>>): Choices {
  return Object.fromEntries(Object.entries(mapping).map(([field, index]) => [index, field]));
}

export function suggestedChoices(columns: readonly ColumnOut[]): Choices {
  return Object.fromEntries(
    columns.flatMap((column) => (column.suggested_field ? [[column.index, column.suggested_field]] : [])),
  );
}

/** Field → column, as the API takes it. */
export function mappingOf(choices: Choices): Record<string, number> {
  return Object.fromEntries(Object.entries(choices).map(([index, field]) => [field, Number(index)]));
}

/** Gives a column a field (or none); another column that had it is left out from then on. */
export function choose(choices: Choices, index: number, field: string | null): Choices {
  const others = Object.entries(choices).filter(
    ([other, taken]) => Number(other) !== index && taken !== field,
  );
  return Object.fromEntries(field === null ? others : [...others, [String(index), field]]);
}

/** The column that feeds a field, undefined when none does. */
export function columnWith(choices: Choices, field: string): number | undefined {
  const found = Object.entries(choices).find(([, taken]) => taken === field);
  return found && Number(found[0]);
}

export function sameChoices(one: Choices, other: Choices): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => one[Number(key)] === other[Number(key)])
  );
}

/** 0 → A, 26 → AA, as spreadsheet programs name columns. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + (index % 26));
}
