import { i18next } from '@/i18n';
import { dayOf, timeOf, wallFromMinutes } from '../time';
import type { CalendarEvent } from './event';
import { dayLong, dayShort } from './period';

export const timeText = (minutes: number) => timeOf(wallFromMinutes(minutes));
export const dayText = (minutes: number) => dayShort(dayOf(wallFromMinutes(minutes)));

/** `19:00–21:45`; an end on another day names it. */
export function spanText(start: number, end: number): string {
  const [from, to] = [wallFromMinutes(start), wallFromMinutes(end)];
  const late = end - start >= 1440;
  const last = late
    ? i18next.t('schedule:untilDay', { time: timeOf(to), day: dayShort(dayOf(to)) })
    : timeOf(to);
  return `${timeOf(from)}–${last}`;
}

export function placeText(event: CalendarEvent): string {
  const { venue, tour_venue_name, tour_city } = event.row;
  return (
    venue?.name ?? ([tour_venue_name, tour_city].filter(Boolean).join(', ') || i18next.t('schedule:noVenue'))
  );
}

/** «каждую среду до 30.06 · 8 дат». */
export function seriesText({ text, count }: { readonly text: string; readonly count: number }): string {
  return `${text} · ${i18next.t('schedule:dates', { count })}`;
}

/** Everything that a bar shows, for those who do not see it. */
export function eventLabel(event: CalendarEvent, clash: boolean): string {
  const { row } = event;
  const parts: string[] = [
    i18next.t('schedule:label.event', {
      type: i18next.t(`schedule:type.${row.event_type}`),
      title: row.title,
      day: dayLong(event.day),
      time: spanText(event.start, event.end),
      venue: placeText(event),
    }),
  ];
  if (event.busyFrom < event.start || event.busyTo > event.end)
    parts.push(
      i18next.t('schedule:label.tails', { from: timeText(event.busyFrom), to: timeText(event.busyTo) }),
    );
  if (event.ready !== null) parts.push(i18next.t('schedule:label.ready', { time: timeText(event.ready) }));
  if (row.series_id !== null) parts.push(i18next.t('schedule:label.series'));
  if (row.is_locked) parts.push(i18next.t('schedule:label.locked'));
  if (row.people.open > 0) parts.push(i18next.t('schedule:label.unfilled'));
  if (event.cancelled) parts.push(i18next.t('schedule:status.cancelled'));
  if (clash) parts.push(i18next.t('schedule:label.clash'));
  return parts.join(', ');
}
