import type { ItemOut, ItemRow } from '@/api/gen';

export interface Photo {
  readonly id: number;
  readonly is_main: boolean;
  readonly sort_order: number;
  readonly side: PhotoSide;
  readonly caption: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly url: string;
  readonly thumbnail_url: string;
}
export type PhotoSide = 'front' | 'back' | 'general';

export const SIDES = ['general', 'front', 'back'] as const satisfies readonly PhotoSide[];

/** An item's pictures: in the order its keepers chose. */
export function photosOf(item: ItemOut): readonly Photo[] {
  const { photos = [] } = item as ItemOut & { photos?: readonly Photo[] };
  return photos;
}

/** The main picture of a row, if it has one. */
export function photoOf(row: ItemRow): { id: number; thumbnail_url: string } | null {
  return (row as ItemRow & { photo?: { id: number; thumbnail_url: string } | null }).photo ?? null;
}

/** The list with one entry moved; out of range moves to the nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [entry] = next.splice(from, 1);
  if (entry === undefined) return next;
  next.splice(Math.max(0, Math.min(to, next.length)), 0, entry);
  return next;
}
