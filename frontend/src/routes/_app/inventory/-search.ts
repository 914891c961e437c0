import * as z from 'zod/mini';
import {
  enumsParam,
  flagParam,
  idParam,
  idsParam,
  pageParam,
  pageSizeParam,
  textParam,
  textsParam,
  viewParam,
} from '@/shared/lib/search-params';
import { itemSorts } from './-sorts';

/** What the address of the list may say. */
export const search = z.object({
  q: textParam,
  page: pageParam,
  page_size: pageSizeParam,
  sort: z.catch(z.optional(itemSorts), undefined),
  /** Only these items: what was scanned in a row. */
  id: idsParam,
  category: idsParam,
  location: idsParam,
  status: enumsParam(['in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned']),
  condition: enumsParam(['good', 'fair', 'poor']),
  tag: idsParam,
  department: idsParam,
  field: textsParam,
  /** What an import made or changed, and what a bulk change touched. */
  import: idsParam,
  import_updated: idsParam,
  run: idsParam,
  value: enumsParam(['unknown', 'under_1000', 'under_10000', 'under_100000', 'over_100000']),
  idle: z.catch(z.optional(z.int().check(z.minimum(1), z.maximum(600))), undefined),
  has_photo: flagParam,
  kit: flagParam,
  care: enumsParam(['overdue', 'due_soon']),
  low_stock: flagParam,
  archived: flagParam,
  item: idParam,
  tab: textParam,
  layout: z.catch(z.optional(z.enum(['table', 'list', 'grid', 'gallery'])), undefined),
  shoot: flagParam,
  view: viewParam,
});
