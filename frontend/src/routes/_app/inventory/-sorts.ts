import * as z from 'zod/mini';

/** Up and down, as the API names them. */
export const itemSorts = z.enum([
  'name',
  '-name',
  'inventory_number',
  '-inventory_number',
  'quantity',
  '-quantity',
  'status',
  '-status',
  'current_value',
  '-current_value',
  'created_at',
  '-created_at',
  'updated_at',
  '-updated_at',
]);
