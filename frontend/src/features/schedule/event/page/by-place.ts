import type { EventItemOut, ItemPlace } from '@/api/gen';

export interface PlaceGroup {
  readonly key: string;
  /** From the root of the places; empty where nobody knows. */
  readonly path: string;
  readonly things: readonly EventItemOut[];
}

/** Where one goes for a thing: the place that holds most of it, the first of them on the walk. */
export function mainPlace(thing: EventItemOut): ItemPlace | undefined {
  return thing.places.toSorted((a, b) => b.quantity - a.quantity || a.order - b.order)[0];
}

/** The things by place, in the order of a walk through the house; what is nowhere comes last. */
export function byPlace(things: readonly EventItemOut[]): PlaceGroup[] {
  const found = new Map<string, { order: number; path: string; things: EventItemOut[] }>();
  for (const thing of things) {
    const place = mainPlace(thing);
    const path = place?.path ?? '';
    const key = String(place?.location?.id ?? '');
    const group = found.get(key) ?? { order: place?.order ?? Number.MAX_SAFE_INTEGER, path, things: [] };
    group.things.push(thing);
    found.set(key, group);
  }
  return [...found]
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([key, { path, things: inside }]) => ({
      key,
      path,
      things: inside.toSorted((a, b) => a.item.name.localeCompare(b.item.name)),
    }));
}

/** Places beside the main one, and states other than lying ready: what one must know before going there. */
export function otherPlaces(thing: EventItemOut): readonly ItemPlace[] {
  const main = mainPlace(thing);
  return thing.places.filter((place) => place !== main || place.status !== 'in_stock');
}
