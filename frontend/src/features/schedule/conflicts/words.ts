import { i18next } from '@/i18n';
import { dayShort } from '../calendar/period';
import { dayOf, timeOf, toWall } from '../time';
import type { Conflict, ConflictKind } from '../types';

const ORDER: readonly ConflictKind[] = ['venue', 'person', 'item'];

/** Always venue, person, item; inside a kind what forbids stands before what only warns, then by time. */
export function orderConflicts(conflicts: readonly Conflict[]): Conflict[] {
  return conflicts.toSorted(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      Number(a.severity === 'soft') - Number(b.severity === 'soft') ||
      a.starts_at.localeCompare(b.starts_at),
  );
}

/** `2 ч 15 мин`. */
export function lengthText(minutes: number): string {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (h === 0) return i18next.t('schedule:duration.m', { m });
  return m === 0 ? i18next.t('schedule:duration.h', { h }) : i18next.t('schedule:duration.hm', { h, m });
}

function titleOf({ kind, reason, person, item, event }: Conflict): string {
  if (kind === 'venue') {
    if (reason === 'closed' || reason === 'inactive') return i18next.t(`schedule:conflict.venue.${reason}`);
    return i18next.t('schedule:conflict.venue.busy');
  }
  if (kind === 'item') {
    // Nobody else wants it: there is simply too little.
    const alone = reason === 'needed' && event === null;
    const known = alone ? 'shortage' : reason === 'shortage' || reason === 'needed' ? reason : 'other';
    return i18next.t(`schedule:conflict.item.${known}`, { name: item?.name ?? '' });
  }
  const name = person?.name ?? '';
  const known = reason === 'closed' || reason === 'shortage' || reason === 'needed' ? 'other' : reason;
  return i18next.t(`schedule:conflict.person.${known}`, { name });
}

export interface ConflictWords {
  readonly title: string;
  readonly text: string;
}

/**
 * A conflict in words: what is wrong, and with what.
 *
 * @param dated whether to name the day, as in a series.
 */
export function conflictWords(conflict: Conflict, dated: boolean): ConflictWords {
  const { event, item, needed, available, gap_minutes } = conflict;
  const from = toWall(event?.starts_at ?? conflict.starts_at);
  const to = toWall(event?.ends_at ?? conflict.ends_at);
  const parts: string[] = [];
  if (item) parts.push(item.inventory_number);
  if (needed !== null && available !== null)
    parts.push(i18next.t('schedule:conflict.pieces', { needed, available: Math.max(0, available) }));
  if (gap_minutes !== null)
    parts.push(i18next.t('schedule:conflict.gap', { length: lengthText(Math.max(0, gap_minutes)) }));
  if (event) {
    const words = { title: event.title, from: timeOf(from), to: timeOf(to) };
    const place = event.venue?.name ?? i18next.t('schedule:noVenue');
    parts.push(
      conflict.kind === 'venue'
        ? i18next.t('schedule:conflict.ofEvent', {
            ...words,
            venue: place,
            type: i18next.t(`schedule:type.${event.event_type}`).toLocaleLowerCase(),
          })
        : i18next.t('schedule:conflict.atPlace', { ...words, venue: place }),
    );
  } else {
    if (conflict.venue) parts.push(conflict.venue.name);
    parts.push(
      i18next.t('schedule:conflict.overlap', {
        day: dayShort(dayOf(from)),
        from: timeOf(from),
        to: timeOf(to),
      }),
    );
  }
  const text = parts.join(', ');
  return {
    title: titleOf(conflict),
    text: dated && event ? `${dayShort(dayOf(toWall(conflict.occurrence)))}: ${text}` : text,
  };
}
