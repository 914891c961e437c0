import { addDays, type Day, daysBetween } from '../time';
import type { EventDraft } from './draft';
import { moved } from './recurrence';
import { parseClock, timeAfter } from './times';

/** Minutes on the clock from one time to a later one, over midnight if need be. */
function ahead(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minutes(to) - minutes(from) + 1440) % 1440;
}

/** A new day takes the end and the weekday of the repetition along. */
export function withDate(draft: EventDraft, date: Day | null): Partial<EventDraft> {
  const shift = date && draft.date ? daysBetween(draft.date, date) : 0;
  return {
    date,
    endDate: draft.endDate && addDays(draft.endDate, shift),
    rule: draft.rule && moved(draft.rule, draft.date, date),
  };
}

/** A new start takes the end along: the length stays. */
export function withStart(draft: EventDraft, start: string): Partial<EventDraft> {
  const before = parseClock(draft.start);
  const after = parseClock(start);
  const end = draft.end && parseClock(draft.end);
  if (!before || !after || !end || draft.endDate) return { start };
  return { start, end: timeAfter(after, ahead(before, end)) };
}
