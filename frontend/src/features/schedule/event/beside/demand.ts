import type { ItemEvent } from '@/api/gen';
import { addDays, type Day, dayOf, toWall } from '../../time';

export const STRIP_DAYS = 14;

export interface DayDemand {
  readonly day: Day;
  readonly quantity: number;
  readonly uses: readonly { readonly title: string; readonly quantity: number }[];
}

/** How many pieces each of the coming days asks for; an event counts on the day it begins. */
export function demandByDay(bookings: readonly ItemEvent[], today: Day): DayDemand[] {
  return Array.from({ length: STRIP_DAYS }, (_, index) => {
    const day = addDays(today, index);
    const uses = bookings
      .filter(({ event }) => dayOf(toWall(event.starts_at)) === day)
      .map(({ event, quantity }) => ({ title: event.title, quantity }));
    return { day, uses, quantity: uses.reduce((sum, use) => sum + use.quantity, 0) };
  });
}
