import { useMe } from '@/app/use-me';
import type { InventorySearch } from './search';

/** What things cost is told to who sees the theatre's stock, not to whoever answers for a few of them. */
export const usePrices = (): boolean => useMe().permissions['inventory:read'] !== 'own';

/** The address without what asks for prices: a view shared by somebody who knows them still opens. */
export function withoutPrices(search: InventorySearch): InventorySearch {
  const { value: _, sort, ...rest } = search;
  return sort?.endsWith('current_value') ? rest : { ...rest, ...(sort === undefined ? {} : { sort }) };
}
