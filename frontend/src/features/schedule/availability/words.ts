import { i18next } from '@/i18n';
import { formatPlainDate } from '@/shared/lib/dates';
import { daysBetween } from '../time';
import { type Instants, stretchOf } from './stretch';

/** `18.11.2026`, `18.11.2026 – 20.11.2026`, `18.11.2026, 10:00–14:00`. */
export function stretchText(saved: Instants): string {
  const { whole, fromDay, fromTime, toDay, toTime } = stretchOf(saved);
  const [from, to] = [formatPlainDate(fromDay), formatPlainDate(toDay)];
  if (whole) return fromDay === toDay ? from : `${from} – ${to}`;
  return fromDay === toDay ? `${from}, ${fromTime}–${toTime}` : `${from}, ${fromTime} – ${to}, ${toTime}`;
}

/** «3 дня», «полностью», for the second line of a row. */
export function lengthText(saved: Instants): string {
  const { whole, fromDay, toDay } = stretchOf(saved);
  const days = daysBetween(fromDay, toDay) + 1;
  return whole || days > 1 ? i18next.t('scheduleDesk:absence.days', { count: days }) : '';
}

export type Phase = 'past' | 'now' | 'ahead';

export function phaseOf({ starts_at, ends_at }: Instants, now: number): Phase {
  if (Date.parse(ends_at) <= now) return 'past';
  return Date.parse(starts_at) <= now ? 'now' : 'ahead';
}
