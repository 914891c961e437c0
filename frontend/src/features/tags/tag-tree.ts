import type { TagOut } from '@/api/gen';

export interface TagLine {
  readonly tag: TagOut;
  readonly depth: number;
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** Tags under their parents. A search keeps what matches and everything above it. */
export function tagLines(tags: readonly TagOut[], search: string): TagLine[] {
  const wanted = fold(search.trim());
  const visit = (parent: number | null, depth: number): TagLine[] =>
    tags
      .filter((tag) => tag.parent_id === parent)
      .flatMap((tag) => {
        const below = visit(tag.id, depth + 1);
        return below.length > 0 || fold(tag.name).includes(wanted) ? [{ tag, depth }, ...below] : [];
      });
  return visit(null, 0);
}

/** A tag and everything below it: where it cannot be put. */
export function branchOf(tags: readonly TagOut[], id: number): ReadonlySet<number> {
  const found = new Set([id]);
  for (const one of found) {
    for (const tag of tags) if (tag.parent_id === one) found.add(tag.id);
  }
  return found;
}
