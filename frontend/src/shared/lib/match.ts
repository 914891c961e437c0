export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** Every typed word begins a word of the text, or stands inside one when it is long enough to mean something. */
export function matches(text: string, search: string): boolean {
  const parts = fold(text).split(/[\s,]+/);
  const words = fold(search)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  return words.every((word) =>
    parts.some((part) => part.startsWith(word) || (word.length > 2 && part.includes(word))),
  );
}

/** How near a text is to what was typed: the same, begun by it, begun by its first word, a word of it begun. */
function nearness(text: string, search: string): number {
  const [one, other] = [fold(text), fold(search).trim()];
  const [first = ''] = other.split(/[\s,]+/);
  if (one === other) return 0;
  if (one.startsWith(other)) return 1;
  if (one.startsWith(first)) return 2;
  return one.split(/[\s,«„"(]+/).some((word) => word.startsWith(first)) ? 3 : 4;
}

/**
 * What was found by names and came in their order, the nearest first: «Чайка» before «Белая чайка». Equals keep their
 * order. Not for what the server orders by closeness itself: it knows of numbers and tags, too.
 */
export function nearestFirst<T>(found: readonly T[], search: string, text: (one: T) => string): readonly T[] {
  if (search.trim() === '') return found;
  return found.toSorted((one, other) => nearness(text(one), search) - nearness(text(other), search));
}
