import * as z from 'zod/mini';
import type { CustomFieldOut, FieldNew } from '@/api/gen';

export const TYPES = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'date',
  'boolean',
  'choice',
  'multi_choice',
  'url',
] as const satisfies readonly CustomFieldOut['type'][];

const amount = z.nullable(z.number());
export const fieldSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  type: z.enum(TYPES),
  category_id: z.nullable(z.int()),
  unit: z.string().check(z.maxLength(15)),
  minimum: amount,
  maximum: amount,
  options: z.array(z.object({ value: z.nullable(z.string()), label: z.string().check(z.maxLength(80)) })),
  help: z.string().check(z.maxLength(500)),
  required: z.boolean(),
  show_in_list: z.boolean(),
  is_active: z.boolean(),
});
export type FieldDraft = z.infer<typeof fieldSchema>;

export function draftOf(field: CustomFieldOut | null, fromName: string | null): FieldDraft {
  return {
    name: field?.name ?? fromName?.slice(0, 80) ?? '',
    type: field?.type ?? 'text',
    category_id: field?.category_id ?? null,
    unit: field?.unit ?? '',
    minimum: field?.minimum ?? null,
    maximum: field?.maximum ?? null,
    options: field?.options.map(({ value, label }) => ({ value, label })) ?? [],
    help: field?.help ?? '',
    required: field?.required ?? false,
    show_in_list: field?.show_in_list ?? false,
    is_active: field?.is_active ?? true,
  };
}

export const isChoice = (type: CustomFieldOut['type']) => type === 'choice' || type === 'multi_choice';
export const isNumber = (type: CustomFieldOut['type']) => type === 'integer' || type === 'decimal';

/** The body of a save; `sort_order` stays what it was. */
export function bodyOf(draft: FieldDraft, field: CustomFieldOut | null, last: number): Omit<FieldNew, 'key'> {
  const bound = (value: number | null) => (isNumber(draft.type) ? value : null);
  return {
    ...draft,
    name: draft.name.trim(),
    unit: isNumber(draft.type) ? draft.unit.trim() || null : null,
    minimum: bound(draft.minimum),
    maximum: bound(draft.maximum),
    options: isChoice(draft.type) ? draft.options.filter((option) => option.label.trim() !== '') : [],
    help: draft.help.trim() || null,
    sort_order: field?.sort_order ?? last,
  };
}
