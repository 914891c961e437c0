import type { ItemDraft } from './item-draft';

/** Fields that the edit form sends; place, status and quantity follow from movements. */
const EDITED = [
  'name',
  'inventory_number',
  'category_id',
  'department_id',
  'responsible_id',
  'condition',
  'unit',
  'min_quantity',
  'tag_ids',
  'description',
  'technical_description',
  'serial_number',
  'manufacturer',
  'model',
  'width',
  'height',
  'depth',
  'weight',
  'purchase_price',
  'current_value',
  'purchase_date',
  'warranty_until',
  'custom_fields',
] as const satisfies readonly (keyof ItemDraft)[];

export type EditedField = (typeof EDITED)[number];

export interface Difference {
  readonly field: EditedField;
  /** The reader has changed it too, so their words are kept. */
  readonly mine: boolean;
}

function key(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(value.map((entry) => JSON.stringify(entry)).toSorted());
}

function same(one: unknown, other: unknown): boolean {
  return key(one) === key(other);
}

/** What others changed since the form was opened. */
export function differences(base: ItemDraft, theirs: ItemDraft, mine: ItemDraft): Difference[] {
  return EDITED.filter((field) => !same(base[field], theirs[field])).map((field) => ({
    field,
    mine: !same(base[field], mine[field]) && !same(mine[field], theirs[field]),
  }));
}

/** The record as it is now, with everything the reader has typed on top. */
export function merge(base: ItemDraft, theirs: ItemDraft, mine: ItemDraft): ItemDraft {
  const kept = EDITED.filter((field) => !same(base[field], mine[field]));
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) };
}
