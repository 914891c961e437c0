import type { importCalendar } from '@/api/gen';
import { i18next } from '@/i18n';
import { dayShort } from '../calendar/period';
import { type Day, dayOf, timeOf, toWall } from '../time';

export type ImportReport = Awaited<ReturnType<typeof importCalendar<true>>>['data'];

/** A file reaches over years: another one than the present is told. */
function dated(day: Day): string {
  const [year, present] = [day, toWall(new Date().toISOString())].map((text) => text.slice(0, 4));
  return year === present ? dayShort(day) : `${dayShort(day)} ${year}`;
}

/** `ср, 18 ноя, 19:00–22:00`; an end on another day names it. */
export function whenText({
  starts_at,
  ends_at,
}: {
  readonly starts_at: string;
  readonly ends_at: string;
}): string {
  const [start, end] = [toWall(starts_at), toWall(ends_at)];
  const last =
    dayOf(start) === dayOf(end)
      ? timeOf(end)
      : i18next.t('schedule:untilDay', { time: timeOf(end), day: dayShort(dayOf(end)) });
  return `${dated(dayOf(start))}, ${timeOf(start)}–${last}`;
}

export const hardOf = ({ conflicts }: ImportReport): number =>
  conflicts.filter(({ severity }) => severity === 'hard').length;

/** How many events a run would write. */
export const written = ({ created, updated, cancelled }: ImportReport): number =>
  created.length + updated.length + cancelled.length;

type Row = ImportReport['updated'][number];

/** What a change did, field by field with what stood there; what stays as it is here comes last. */
export function changesText({ before, changes, kept }: Row): string[] {
  const words = changes.map((field) => {
    if (!before || !['title', 'time', 'venue_id'].includes(field)) {
      return i18next.t(`scheduleDesk:import.field.${field}`);
    }
    const was = {
      title: before.title,
      time: whenText(before),
      venue_id: before.venue?.name ?? i18next.t('schedule:noVenue').toLocaleLowerCase(),
    }[field as 'title' | 'time' | 'venue_id'];
    return i18next.t(`scheduleDesk:import.was.${field as 'title' | 'time' | 'venue_id'}`, { was });
  });
  if (kept.length === 0) return words;
  const fields = kept.map((field) => i18next.t(`scheduleDesk:import.field.${field}`)).join(', ');
  return [...words, i18next.t('scheduleDesk:import.kept', { fields })];
}

export const partId = (part: string): string => `import-${part}`;

/** When the first written event begins. */
export function firstOf({ created, updated }: ImportReport): string | null {
  return [...created, ...updated].map(({ starts_at }) => starts_at).toSorted()[0] ?? null;
}
