import type { CalendarEvent } from '../event';
import kind from '../kind.module.css';
import { spanText, timeText } from '../words';
import { BarLabel, Pieces } from './bar';
import classes from './board.module.css';
import type { Scale } from './scale';

export interface GhostAt {
  readonly event: CalendarEvent | null;
  readonly start: number;
  readonly end: number;
}

/** What is being placed, where it would stand. Without an event, the stretch for a new one. */
export function Ghost({
  at,
  scale,
  top,
  tails,
  clash,
}: {
  at: GhostAt;
  scale: Scale;
  top: number;
  /** Whether set-up and strike come along: on a venue, not at a person. */
  tails: boolean;
  clash: boolean;
}) {
  const { event, start, end } = at;
  const before = event && tails ? event.start - event.busyFrom : 0;
  const after = event && tails ? event.busyTo - event.end : 0;
  const [x0, x1, x2, x3] = [start - before, start, end, end + after].map(scale.x) as [
    number,
    number,
    number,
    number,
  ];
  const moved = event ? start - event.start : 0;
  const item = {
    before: x1 - x0,
    body: Math.max(7, x2 - x1),
    after: x3 - x2,
    ready: event?.ready != null && tails ? scale.x(event.ready + moved) - x0 : null,
  };
  return (
    <div
      className={`${classes.ghost} ${kind.kind}`}
      data-ghost
      data-kind={event?.kind}
      data-clash={clash || undefined}
      style={{ left: x0, top, width: Math.max(7, x3 - x0) }}
      aria-hidden="true"
    >
      <span className={classes.ghostLabel}>
        {event && event.end - event.start === end - start ? (
          <BarLabel event={event} start={start} clash={false} />
        ) : (
          <b>{event ? `${timeText(start)}–${timeText(end)}` : spanText(start, end)}</b>
        )}
      </span>
      {event ? <Pieces item={item} /> : null}
    </div>
  );
}
