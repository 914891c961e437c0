const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What somebody else has saved, with whatever one has typed oneself since `base` on top. */
export function mergeDrafts<D extends object>(base: D, theirs: D, mine: D): D {
  const merged = { ...theirs };
  for (const field in mine) if (!same(base[field], mine[field])) merged[field] = mine[field];
  return merged;
}
