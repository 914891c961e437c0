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
