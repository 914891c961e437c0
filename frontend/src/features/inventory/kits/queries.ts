import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { KitLineOut } from '@/api/gen';
import { getKitContentsOptions, listItemsOptions } from '@/api/gen/@tanstack/react-query.gen';

type Place = NonNullable<Parameters<typeof getKitContentsOptions>[0]['query']>;

/** What a kit contains beside where it lies, or for so many kits of another place. */
export const contentsOptions = (kitId: number, query: Place = {}) =>
  queryOptions({
    ...getKitContentsOptions({ path: { item_id: kitId }, query: { archived: true, ...query } }),
    placeholderData: keepPreviousData,
  });

/** Items by a part of the name or number, for what may lie in a kit. */
export const kitItemsOptions = (q: string) =>
  queryOptions({
    ...listItemsOptions({ query: { q: q === '' ? undefined : q, page_size: 25 } }),
    placeholderData: keepPreviousData,
  });

/** All lines with those of nested kits, in the order of packing, each with its depth. */
export function flatLines(
  lines: readonly KitLineOut[],
  depth = 0,
): { readonly line: KitLineOut; readonly depth: number; readonly key: string }[] {
  return lines.flatMap((line) => [
    { line, depth, key: `${depth}:${line.item.id}` },
    ...flatLines(line.contents, depth + 1).map((inner) => ({
      ...inner,
      key: `${line.item.id}/${inner.key}`,
    })),
  ]);
}
