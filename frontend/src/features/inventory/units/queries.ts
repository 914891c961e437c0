import type { ItemOut, UnitOut } from '@/api/gen';
import { listUnitHistoryOptions, listUnitsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { balanceKey } from '../stock';

/** The numbered pieces of an item, archived or not, and where pieces without a number lie. */
export const unitsOptions = (itemId: number) =>
  listUnitsOptions({ path: { item_id: itemId }, query: { archived: true } });

export const unitHistoryOptions = (unit: Pick<UnitOut, 'id' | 'item_id'>) =>
  listUnitHistoryOptions({
    path: { item_id: unit.item_id, unit_id: unit.id },
    query: { archived: true, limit: 20 },
  });

/** The key of the balance that a unit belongs to. */
export function placeKey(unit: Pick<UnitOut, 'location' | 'status'>): string {
  return balanceKey({ location_id: unit.location?.id ?? null, status: unit.status });
}

/** The balance that all of the units lie in; undefined when they are apart. */
export function commonBalance(item: Pick<ItemOut, 'stock'>, units: readonly UnitOut[]) {
  const keys = new Set(units.map(placeKey));
  const [key] = keys;
  return keys.size === 1 ? item.stock.find((held) => balanceKey(held) === key) : undefined;
}

/** The running numbers that the server would give out next: a promise only until somebody else is faster. */
export function nextNumbers(
  prefix: string,
  units: readonly Pick<UnitOut, 'number'>[],
  count: number,
): { first: string; last: string } {
  const start = `${prefix.toLowerCase()}/`;
  const used = units.map(({ number }) => {
    const rest = number.toLowerCase().startsWith(start) ? number.slice(start.length) : '';
    return /^\d{1,6}$/.test(rest) ? Number(rest) : 0;
  });
  const last = Math.max(0, ...used);
  const width = Math.max(2, String(last + count).length);
  const text = (n: number) => `${prefix}/${String(n).padStart(width, '0')}`;
  return { first: text(last + 1), last: text(last + count) };
}
