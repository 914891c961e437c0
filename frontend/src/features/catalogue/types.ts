import type { CategoryNode, LocationNode, LocationType } from '@/api/gen';

export type { CategoryNode, LocationNode, LocationType };

/** The part of a change that both trees know. */
export interface NodeChange {
  name?: string;
  parent_id?: number | null;
  sort_order?: number;
  is_active?: boolean;
}
