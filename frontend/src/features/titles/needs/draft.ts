import type { ItemRow, LineIn } from '@/api/gen';
import { randomId } from '@/shared/lib/random-id';

/** One line that is being written down. */
export interface NeedDraft {
  readonly key: string;
  readonly item: Pick<ItemRow, 'id' | 'name' | 'inventory_number' | 'unit' | 'quantity'>;
  readonly quantity: number | null;
  readonly character: string;
  readonly alternative: { readonly id: number; readonly name: string } | null;
  readonly is_consumable: boolean;
  readonly notes: string;
}

/** Where all lines of one go belong. */
export interface Place {
  readonly act: number | null;
  readonly scene: string;
}

export const MOST_NEEDS = 200;
const MOST = 100_000;

/** «кресло *6», «кресло x6», «кресло × 6»: what to look for, and how many. */
export function parsePhrase(text: string): { q: string; quantity: number | null } {
  const found = /^(.*?)(?:\s*[*×]|\s+[xх])\s*(\d{0,6})$/i.exec(text.trim());
  if (!found || (found[2] === '' && !/[*×]$/.test(text.trim()))) return { q: text.trim(), quantity: null };
  const quantity = Number(found[2]);
  return { q: (found[1] ?? '').trim(), quantity: quantity > 0 ? Math.min(quantity, MOST) : null };
}

/** The newest first, under the field; what is there already gets more of. */
export function withItem(
  lines: readonly NeedDraft[],
  item: NeedDraft['item'],
  quantity: number,
): readonly NeedDraft[] {
  const there = lines.find((line) => line.item.id === item.id);
  if (there) {
    const more = { ...there, quantity: (there.quantity ?? 0) + quantity };
    return [more, ...lines.filter((line) => line !== there)];
  }
  const fresh = { key: randomId(), item, quantity, character: '', alternative: null };
  return [{ ...fresh, is_consumable: false, notes: '' }, ...lines];
}

export function toLine(line: NeedDraft, { act, scene }: Place): LineIn {
  return {
    inventory_item_id: line.item.id,
    quantity: line.quantity ?? 1,
    act,
    scene: scene.trim() || null,
    character: line.character.trim() || null,
    alternative_item_id: line.alternative?.id ?? null,
    is_consumable: line.is_consumable,
    notes: line.notes.trim() || null,
  };
}

/** What the server said of each line, by its place in the request; the rest under «rest». */
export function byLine(errors: readonly { readonly field: string; readonly message: string }[]) {
  const lines = new Map<number, string>();
  const rest: string[] = [];
  for (const { field, message } of errors) {
    const place = /lines\.(\d+)\./.exec(field)?.[1];
    if (place === undefined) rest.push(message);
    else lines.set(Number(place), message);
  }
  return { lines, rest };
}
