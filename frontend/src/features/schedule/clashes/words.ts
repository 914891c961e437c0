import { i18next } from '@/i18n';
import { dayShort } from '../calendar/period';
import { lengthText } from '../conflicts';
import { dayOf, timeOf, toWall } from '../time';
import type { Clash, EventRef } from '../types';

/** «Самовар: спрос в двух местах», «Иванова Е. П.: два вызова сразу». */
export function clashTitle({ kind, reason, venue, person, item }: Clash): string {
  if (kind === 'venue') {
    const known = reason === 'closed' || reason === 'inactive' ? reason : 'busy';
    return i18next.t(`scheduleDesk:clash.venue.${known}`, { name: venue?.name ?? '' });
  }
  if (kind === 'item') {
    const known = reason === 'shortage' || reason === 'needed' ? reason : 'other';
    return i18next.t(`schedule:conflict.item.${known}`, { name: item?.name ?? '' });
  }
  const known = reason === 'closed' || reason === 'shortage' || reason === 'needed' ? 'other' : reason;
  return i18next.t(`schedule:conflict.person.${known}`, { name: person?.name ?? '' });
}

/** `10:00–11:30`, with the day of the end where it is another. */
export function stretchText(from: string, to: string): string {
  const [start, end] = [toWall(from), toWall(to)];
  const last = timeOf(end);
  return dayOf(start) === dayOf(end)
    ? `${timeOf(start)}–${last}`
    : `${timeOf(start)}–${i18next.t('schedule:untilDay', { time: last, day: dayShort(dayOf(end)) })}`;
}

/** The numbers behind a clash: pieces, minutes, hours. */
export function clashFacts(clash: Clash): string {
  const { item, needed, available, gap_minutes, starts_at, ends_at } = clash;
  const parts: string[] = [];
  if (item) parts.push(item.inventory_number);
  if (needed !== null && available !== null)
    parts.push(i18next.t('schedule:conflict.pieces', { needed, available: Math.max(0, available) }));
  if (gap_minutes === null)
    parts.push(i18next.t('scheduleDesk:clash.overlap', { time: stretchText(starts_at, ends_at) }));
  else parts.push(i18next.t('schedule:conflict.gap', { length: lengthText(Math.max(0, gap_minutes)) }));
  return parts.join(', ');
}

/** `19:00–22:10, Основная сцена`; the day too where it is not that of the group. */
export function eventFacts(event: EventRef, day: string): string {
  const start = dayOf(toWall(event.starts_at));
  const place = event.venue?.name ?? i18next.t('schedule:noVenue');
  const time = stretchText(event.starts_at, event.ends_at);
  return [start === day ? null : dayShort(start), time, place].filter(Boolean).join(', ');
}
