import { type CalendarEvent, overlaps } from '../event';
import type { Scale } from './scale';

/** Height of a lane: a label and a bar. People are many and own no set-up: theirs are lower. */
export const LANE = { venue: 60, person: 46 } as const;
export const ROW_PAD = 8;
const MIN_BAR = 7;
const LABEL_GAP = 10;
/** Icon and gaps of a label, beside its text. */
const LABEL_CHROME = 24;

/** What of an event a row occupies: a person comes to the call and owns no set-up. */
export interface Span {
  readonly event: CalendarEvent;
  readonly busyFrom: number;
  readonly start: number;
  readonly end: number;
  readonly busyTo: number;
}

export interface Placed extends Span {
  readonly lane: number;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  /** Widths of set-up, body and strike; they add up to `width`. */
  readonly before: number;
  readonly body: number;
  readonly after: number;
  /** Where the stage is ready, from `left`; null when it is not shown. */
  readonly ready: number | null;
  readonly label: number;
  readonly labelWidth: number;
  /** The bar goes on where the scale has no room. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

export interface RowLayout {
  readonly placed: readonly Placed[];
  readonly height: number;
}

export const venueSpan = (event: CalendarEvent): Span => ({
  event,
  busyFrom: event.busyFrom,
  start: event.start,
  end: event.end,
  busyTo: event.busyTo,
});

export const personSpan = (event: CalendarEvent, callAt: number | null): Span => {
  const start = Math.min(callAt ?? event.start, event.start);
  return { event, busyFrom: start, start: event.start, end: event.end, busyTo: event.end };
};

/** Puts one event on the scale; null when nothing of it is seen. */
function place(
  span: Span,
  scale: Scale,
  measure: (event: CalendarEvent) => number,
): Omit<Placed, 'lane' | 'top'> | null {
  if (span.busyTo <= scale.start || span.busyFrom >= scale.end) return null;
  const x0 = scale.x(span.busyFrom);
  const x1 = scale.x(span.start);
  const x2 = Math.max(scale.x(span.end), x1 + MIN_BAR);
  const x3 = Math.max(scale.x(span.busyTo), x2);
  const shown = Math.min(Math.max(span.start, scale.start), scale.end - 1);
  const column = Math.max(0, Math.min(scale.period.days - 1, scale.column(shown)));
  const dayLeft = column * scale.dayWidth;
  const labelWidth = Math.min(measure(span.event) + LABEL_CHROME, scale.dayWidth - 6);
  const ideal = (x1 + x2) / 2 - labelWidth / 2;
  const label = Math.max(dayLeft + 4, Math.min(ideal, dayLeft + scale.dayWidth - labelWidth - 3));
  return {
    ...span,
    left: x0,
    width: x3 - x0,
    before: x1 - x0,
    body: x2 - x1,
    after: x3 - x2,
    ready:
      span.event.ready === null || span.busyFrom !== span.event.busyFrom
        ? null
        : scale.x(span.event.ready) - x0,
    label,
    labelWidth,
    cutLeft: span.busyFrom < scale.start || scale.hidden(span.busyFrom),
    cutRight: span.busyTo > scale.end || scale.hidden(span.busyTo),
  };
}

/** Lanes of a row: no bar and no label lies on another; earlier ones stand higher. */
export function layoutRow(
  spans: readonly Span[],
  scale: Scale,
  measure: (event: CalendarEvent) => number,
  laneHeight: number = LANE.venue,
): RowLayout {
  const ends: number[] = [];
  const placed: Placed[] = [];
  const sorted = spans
    .map((span) => place(span, scale, measure))
    .filter((item) => item !== null)
    .sort((a, b) => a.left - b.left || a.start - b.start || a.event.id - b.event.id);
  for (const item of sorted) {
    const from = Math.min(item.left, item.label);
    const to = Math.max(item.left + item.width, item.label + item.labelWidth);
    let lane = ends.findIndex((end) => end + LABEL_GAP <= from);
    if (lane === -1) lane = ends.length;
    ends[lane] = to;
    placed.push({ ...item, lane, top: ROW_PAD + lane * laneHeight });
  }
  return { placed, height: Math.max(1, ends.length) * laneHeight + ROW_PAD * 2 };
}

/** Events of a row that a bar from–to would lie upon. */
export function clashesIn(spans: readonly Span[], from: number, to: number, except: number): Span[] {
  return spans.filter((span) => span.event.id !== except && overlaps(span.event, from, to));
}

/** The stretches, in minutes, where a bar from–to lies on others. */
export function clashZones(spans: readonly Span[], from: number, to: number): { from: number; to: number }[] {
  return spans.map((span) => ({
    from: Math.max(from, span.busyFrom),
    to: Math.min(to, span.busyTo),
  }));
}
