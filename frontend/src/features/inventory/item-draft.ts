import * as z from 'zod/mini';
import type { ItemIn, ItemOut, ItemUpdate } from '@/api/gen';
import { i18next } from '@/i18n';
import { decimalField, parseDecimal } from './measures';
import { CONDITIONS, STATUSES } from './vocabulary';

const text = (max: number) => z.string().check(z.trim(), z.maxLength(max));
const decimal = z.string().check(
  z.refine((value) => parseDecimal(value) !== undefined, {
    error: () => i18next.t('inventory:form.decimal'),
  }),
);
const whole = z
  .string()
  .check(
    z.refine((value) => /^\d{0,9}$/.test(value.trim()), { error: () => i18next.t('validation:integer') }),
  );
const ref = z.nullable(z.int());
const propertyValue = z.union([
  z.string().check(z.maxLength(10_000)),
  z.number(),
  z.boolean(),
  z.array(z.string()),
]);
const isBlank = (value: unknown) => typeof value === 'string' && value.trim() === '';

/** What the form holds: amounts as typed, everything else as the API knows it. */
export const itemSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(255)),
  inventory_number: text(50),
  category_id: ref,
  location_id: ref,
  status: z.enum(STATUSES),
  quantity: z.nullable(z.int().check(z.minimum(0), z.maximum(1_000_000_000))),
  unit: z.string().check(z.trim(), z.minLength(1), z.maxLength(50)),
  condition: z.enum(CONDITIONS),
  department_id: ref,
  responsible_id: ref,
  tag_ids: z.array(z.int()),
  description: text(10_000),
  technical_description: text(10_000),
  serial_number: text(100),
  manufacturer: text(255),
  model: text(255),
  width: decimal,
  height: decimal,
  depth: decimal,
  weight: decimal,
  min_quantity: whole,
  purchase_price: decimal,
  current_value: decimal,
  purchase_date: z.nullable(z.string()),
  warranty_until: z.nullable(z.string()),
  custom_fields: z.array(z.object({ key: text(100), value: propertyValue })).check(
    z.refine((rows) => rows.every((row) => row.key.trim() !== '' || isBlank(row.value)), {
      error: () => i18next.t('inventory:form.customNameless'),
    }),
    z.refine(
      (rows) => {
        const names = rows.flatMap((row) => (row.key.trim() === '' ? [] : [row.key.trim().toLowerCase()]));
        return new Set(names).size === names.length;
      },
      { error: () => i18next.t('inventory:form.customTwice') },
    ),
  ),
});

export type ItemDraft = z.infer<typeof itemSchema>;

/** An empty form; the unit is what nearly everything is counted in. */
export function emptyDraft(): ItemDraft {
  return {
    name: '',
    inventory_number: '',
    category_id: null,
    location_id: null,
    status: 'in_stock',
    quantity: 1,
    unit: 'шт',
    condition: 'good',
    department_id: null,
    responsible_id: null,
    tag_ids: [],
    description: '',
    technical_description: '',
    serial_number: '',
    manufacturer: '',
    model: '',
    width: '',
    height: '',
    depth: '',
    weight: '',
    min_quantity: '',
    purchase_price: '',
    current_value: '',
    purchase_date: null,
    warranty_until: null,
    custom_fields: [],
  };
}

export function draftOf(item: ItemOut): ItemDraft {
  return {
    name: item.name,
    inventory_number: item.inventory_number,
    category_id: item.category?.id ?? null,
    location_id: item.location?.id ?? null,
    status: item.status,
    quantity: item.quantity,
    unit: item.unit,
    condition: item.condition,
    department_id: item.department?.id ?? null,
    responsible_id: item.responsible?.id ?? null,
    tag_ids: item.tags.map((tag) => tag.id),
    description: item.description ?? '',
    technical_description: item.technical_description ?? '',
    serial_number: item.serial_number ?? '',
    manufacturer: item.manufacturer ?? '',
    model: item.model ?? '',
    width: decimalField(item.width),
    height: decimalField(item.height),
    depth: decimalField(item.depth),
    weight: decimalField(item.weight),
    min_quantity: item.min_quantity === null ? '' : String(item.min_quantity),
    purchase_price: decimalField(item.purchase_price),
    current_value: decimalField(item.current_value),
    purchase_date: item.purchase_date,
    warranty_until: item.warranty_until,
    custom_fields: Object.entries(item.custom_fields).map(([key, value]) => ({ key, value })),
  };
}

/** A new item like another one: a number and a serial number belong to one thing only. */
export function copyOf(item: ItemOut): ItemDraft {
  return { ...draftOf(item), inventory_number: '', serial_number: '', status: 'in_stock', quantity: 1 };
}

function orNull(value: string): string | null {
  return value.trim() === '' ? null : value.trim();
}

/** The edited fields as the API takes them; call with a draft that passed `itemSchema`. */
export function toUpdate(draft: ItemDraft): ItemUpdate {
  const amount = (value: string) => parseDecimal(value) ?? null;
  return {
    name: draft.name.trim(),
    inventory_number: orNull(draft.inventory_number),
    category_id: draft.category_id,
    condition: draft.condition,
    unit: draft.unit.trim(),
    department_id: draft.department_id,
    responsible_id: draft.responsible_id,
    tag_ids: draft.tag_ids,
    description: orNull(draft.description),
    technical_description: orNull(draft.technical_description),
    serial_number: orNull(draft.serial_number),
    manufacturer: orNull(draft.manufacturer),
    model: orNull(draft.model),
    width: amount(draft.width),
    height: amount(draft.height),
    depth: amount(draft.depth),
    weight: amount(draft.weight),
    min_quantity: draft.min_quantity.trim() === '' ? null : Number(draft.min_quantity),
    purchase_price: amount(draft.purchase_price),
    current_value: amount(draft.current_value),
    purchase_date: draft.purchase_date,
    warranty_until: draft.warranty_until,
    custom_fields: Object.fromEntries(
      draft.custom_fields.flatMap(({ key, value }) =>
        key.trim() === '' ? [] : [[key.trim(), typeof value === 'string' ? value.trim() : value]],
      ),
    ),
  };
}

export function toNew(draft: ItemDraft): ItemIn {
  return {
    ...toUpdate(draft),
    location_id: draft.location_id,
    status: draft.status,
    quantity: draft.quantity ?? 0,
  };
}
