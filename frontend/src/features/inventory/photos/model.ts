import type { PhotoSide } from '@/api/gen';

/** In the order in which they are offered. */
export const SIDES = ['general', 'front', 'back'] as const satisfies readonly PhotoSide[];

/** The list with one entry moved; out of range moves to the nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [entry] = next.splice(from, 1);
  if (entry === undefined) return next;
  next.splice(Math.max(0, Math.min(to, next.length)), 0, entry);
  return next;
}
