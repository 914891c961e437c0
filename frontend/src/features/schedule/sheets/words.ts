import type { SheetCall, SheetEvent } from '@/api/gen';
import { i18next } from '@/i18n';
import { dayShort } from '../calendar/period';
import { type Day, dayOf, timeOf, toWall } from '../time';

/** Says a moment on the clock of an event's place: `19:00`, and the day where it is another. */
export type Clock = (instant: string) => string;

export function clockOf(day: Day, zone: string | null): Clock {
  return (instant) => {
    const wall = toWall(instant, zone ?? undefined);
    return dayOf(wall) === day
      ? timeOf(wall)
      : i18next.t('schedule:untilDay', { time: timeOf(wall), day: dayShort(dayOf(wall)) });
  };
}

/** When the call was before it moved. */
export const movedText = ({ previous_call_at: at }: SheetCall, clock: Clock): string | null =>
  at === null ? null : i18next.t('scheduleDesk:sheet.previous', { time: clock(at) });

export function sheetPlace({ event, tour_city, tour_venue_name }: SheetEvent): string {
  const house = event.venue?.name ?? tour_venue_name ?? '';
  const town = tour_city && !house.includes(tour_city) ? tour_city : '';
  return [town, house].filter(Boolean).join(', ') || i18next.t('schedule:noVenue');
}
