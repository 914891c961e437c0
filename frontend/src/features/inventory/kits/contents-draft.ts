import type { KitLineOut } from '@/api/gen';

/** A line of a kit's contents as the dialog holds it. */
export interface ContentsDraft {
  readonly id: number;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly quantity: number | null;
  readonly note: string;
}

export function toDraft(line: KitLineOut): ContentsDraft {
  const { id, name, inventory_number: number, unit } = line.item;
  return { id, name, number, unit, quantity: line.quantity, note: line.note ?? '' };
}

/** The same lines with one of them in another place. */
export function move<T>(lines: readonly T[], from: number, to: number): readonly T[] {
  const next = [...lines];
  const [moved] = next.splice(from, 1);
  if (moved !== undefined) next.splice(to, 0, moved);
  return next;
}
