import { queryOptions, useQuery } from '@tanstack/react-query';
import type { CustomFieldOut } from '@/api/gen';
import { listFieldsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { treeIndex } from '@/shared/lib/tree';
import { categoriesOptions } from '../queries';

const FRESH_MS = 5 * 60_000;
const NONE: readonly CustomFieldOut[] = [];

export const fieldsOptions = () => queryOptions({ ...listFieldsOptions(), staleTime: FRESH_MS });

export function useFields(): readonly CustomFieldOut[] {
  return useQuery(fieldsOptions()).data?.items ?? NONE;
}

/** The fields that an item of a category has: everybody's and those of its branch. */
export function useFieldsOf(categoryId: number | null): readonly CustomFieldOut[] {
  const fields = useFields();
  const tree = treeIndex(useQuery(categoriesOptions()).data?.items ?? []);
  const branch = new Set<number>();
  for (let id: number | null = categoryId; id !== null && !branch.has(id); ) {
    branch.add(id);
    id = tree.get(id)?.node.parent_id ?? null;
  }
  return fields.filter(
    (field) => field.is_active && (field.category_id === null || branch.has(field.category_id)),
  );
}
