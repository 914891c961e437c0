import type { TFunction } from 'i18next';
import type { CareKind, CertificateKind, Reason } from '@/api/gen';
import { formatPlainDate } from '@/shared/lib/dates';
import { daysBetween } from './due';

type T = TFunction<readonly ['care', ...never[]] | 'care'>;
type Kind = CareKind | CertificateKind;

/** «Огнезащитная обработка № 114/25». */
export function certificateName(t: T, kind: string, number: string | null): string {
  const word = t(`kind.${kind as Kind}`);
  return number ? t('numbered', { kind: word, number }) : word;
}

/** «раз в 6 месяцев или раз в 20 показов». */
export function intervalText(t: T, months: number | null, shows: number | null): string {
  const byMonths = months === null ? null : t('everyMonths', { count: months });
  const byShows = shows === null ? null : t('everyShows', { count: shows });
  return byMonths && byShows ? t('or', { a: byMonths, b: byShows }) : (byMonths ?? byShows ?? '');
}

/** «через 9 дней», «сегодня», «14 дней назад». */
export function distanceText(t: T, today: string, day: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return t('today');
  return days > 0 ? t('inDays', { count: days }) : t('daysAgo', { count: -days });
}

/** What asks for attention, in one sentence. */
export function reasonText(t: T, reason: Reason): string {
  const paper = reason.what === 'certificate';
  const name = paper ? certificateName(t, reason.kind, reason.name) : (reason.name ?? '');
  const overdue = reason.state === 'overdue';
  if (reason.cause === 'failed') return t('reason.failed', { name });
  if (reason.cause === 'shows')
    return t('reason.shows', { name, shows: reason.shows_since ?? 0, every: reason.every_shows ?? 0 });
  const date = reason.due_on ? formatPlainDate(reason.due_on) : '';
  if (paper) return t(overdue ? 'reason.expired' : 'reason.expires', { name, date });
  return t(overdue ? 'reason.wasDue' : 'reason.isDue', { name, date });
}
