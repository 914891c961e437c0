import type { PlanRow } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatDate, formatPlainDate } from '@/shared/lib/dates';
import { dayOf, timeOf, toWall } from '../time';
import type { PlanLine } from './lines';

/** Times of a plan are those of the clock where the show is played. */
const zoneOf = (row: PlanRow) => row.timezone ?? undefined;

/** `19:00–22:10` */
export function timeText(row: PlanRow): string {
  return `${timeOf(toWall(row.starts_at, zoneOf(row)))}–${timeOf(toWall(row.ends_at, zoneOf(row)))}`;
}

/** `19:00–22:10`, and the day where it is not that of the line. */
export function momentText(row: PlanRow, besides: string): string {
  const day = dayOf(toWall(row.starts_at, zoneOf(row)));
  return day === besides ? timeText(row) : `${formatPlainDate(day).slice(0, 5)} ${timeText(row)}`;
}

/** «Основная сцена», «Дворец культуры, Тверь»; a house that bears its town's name does not name it twice. */
export function placeText(row: PlanRow): string {
  const house = row.venue?.name ?? row.tour_venue_name ?? '';
  const town = row.city && !house.includes(row.city) ? row.city : '';
  return [house, town].filter(Boolean).join(', ') || i18next.t('schedule:noVenue');
}

export const typeText = (row: PlanRow) => i18next.t(`schedule:type.${row.event_type}`);

const FIELDS = [
  'starts_at',
  'ends_at',
  'timezone',
  'title',
  'event_type',
  'venue',
  'city',
  'tour_venue_name',
  'performance_id',
  'age_rating',
] as const;

/** Names of what differs, without a second mention of one thing (start and end are one time, town and house one place). */
export function changedFields(line: PlanLine): string {
  const known = FIELDS.filter((field) => line.fields.includes(field));
  return known.map((field) => i18next.t(`schedulePlan:field.${field}`)).join(', ');
}

export const timeChanged = ({ fields }: PlanLine) =>
  fields.includes('starts_at') || fields.includes('ends_at') || fields.includes('timezone');
export const placeChanged = ({ fields }: PlanLine) =>
  fields.includes('venue') || fields.includes('city') || fields.includes('tour_venue_name');

/** «20.11.2026, Иванов И. И.» */
export function publishedBy(version: {
  readonly published_at: string;
  readonly published_by: { readonly name: string } | null;
}): string {
  const date = formatDate(version.published_at);
  return version.published_by
    ? i18next.t('schedulePlan:state.by', { date, name: version.published_by.name })
    : date;
}
