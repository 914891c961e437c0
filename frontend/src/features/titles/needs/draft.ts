import type { ItemRow, LineIn } from '@/api/gen';
import { randomId } from '@/shared/lib/random-id';
import type { Resolved } from './resolve';

export type NeedItem = Pick<ItemRow, 'id' | 'name' | 'inventory_number' | 'unit' | 'quantity'>;

/** One line that is being written down. */
export interface NeedDraft {
  readonly key: string;
  readonly item: NeedItem;
  readonly quantity: number | null;
  readonly character: string;
  readonly alternative: { readonly id: number; readonly name: string } | null;
  readonly is_consumable: boolean;
  readonly notes: string;
  /** The words of a list that found the item, and what else they fit. */
  readonly guess: { readonly text: string; readonly others: readonly NeedItem[] } | null;
}

/** A part of a list for which there is no item yet. */
export interface Unfound {
  readonly key: string;
  readonly text: string;
  readonly quantity: number;
  /** The server could not be asked. */
  readonly error: unknown;
}

/** Where all lines of one go belong. */
export interface Place {
  readonly act: number | null;
  readonly scene: string;
}

export const MOST_NEEDS = 200;
/** The newest first, under the field; what is there already gets more of. */
export function withItem(
  lines: readonly NeedDraft[],
  item: NeedItem,
  quantity: number,
  guess: NeedDraft['guess'] = null,
): readonly NeedDraft[] {
  // A guess stands alone: its other choices belong to its own words.
  const there = guess ? undefined : lines.find((line) => line.item.id === item.id && !line.guess);
  if (there) {
    const more = { ...there, quantity: (there.quantity ?? 0) + quantity };
    return [more, ...lines.filter((line) => line !== there)];
  }
  const fresh = { key: randomId(), item, quantity, character: '', alternative: null, guess };
  return [{ ...fresh, is_consumable: false, notes: '' }, ...lines];
}

/** The other choice of a guess: the words then mean it, and it meant nothing else. */
export function otherItem(line: NeedDraft, item: NeedItem): NeedDraft {
  const others = [line.item, ...(line.guess?.others ?? [])].filter((one) => one.id !== item.id);
  return { ...line, item, guess: line.guess && { ...line.guess, others } };
}

/** A read list above what is there, in its order, and the parts that mean nothing known. */
export function withList(
  lines: readonly NeedDraft[],
  resolved: readonly Resolved[],
): { lines: readonly NeedDraft[]; unfound: readonly Unfound[] } {
  const unfound: Unfound[] = [];
  let next = lines;
  for (const { phrase, quantity, items, error } of resolved.toReversed()) {
    const [item, ...others] = items;
    const words = phrase.bare?.quantity === quantity ? phrase.bare.q : phrase.q;
    if (item) {
      next = withItem(next, item, quantity, others.length > 0 ? { text: words, others } : null);
    } else unfound.unshift({ key: randomId(), text: words, quantity, error });
  }
  return { lines: next, unfound };
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
