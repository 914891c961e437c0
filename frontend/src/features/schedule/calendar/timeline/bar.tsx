import { IconAlertTriangle, IconBan, IconLock } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { typeLook } from '../../vocabulary';
import type { CalendarEvent } from '../event';
import kind from '../kind.module.css';
import { eventLabel, timeText } from '../words';
import classes from './bar.module.css';
import type { Placed } from './layout';

export type Clash = 'hard' | 'soft';

/** Set-up, body, strike and the tick of the ready stage. */
export function Pieces({ item }: { item: Pick<Placed, 'before' | 'body' | 'after' | 'ready'> }) {
  return (
    <span className={classes.pieces}>
      {item.before > 0 ? <i className={classes.hatch} style={{ width: item.before }} /> : null}
      <i className={classes.core} style={{ width: item.body }} />
      {item.after > 0 ? <i className={classes.hatch} style={{ width: item.after }} /> : null}
      {item.ready !== null ? <u style={{ left: item.ready }} /> : null}
    </span>
  );
}

export function BarLabel({ event, start, clash }: { event: CalendarEvent; start: number; clash: boolean }) {
  const Glyph = event.cancelled ? IconBan : clash ? IconAlertTriangle : typeLook[event.row.event_type].icon;
  return (
    <>
      <Glyph size={13} stroke={1.8} data-alert={(clash && !event.cancelled) || undefined} />
      <b>{timeText(start)}</b>
      <span>{event.row.title}</span>
      {event.row.is_locked ? <IconLock size={11} stroke={2} /> : null}
    </>
  );
}

interface Props {
  readonly item: Placed;
  readonly clash: Clash | undefined;
  readonly opened: boolean;
  /** It is being carried elsewhere: its place stays, dashed. */
  readonly away: boolean;
  readonly movable: boolean;
  readonly onOpen: (id: number) => void;
}

/** An event on the board: one button, its label above the bar. */
export const Bar = memo(function Bar({ item, clash, opened, away, movable, onOpen }: Props) {
  const { t } = useTranslation('schedule');
  const { event } = item;
  const label = eventLabel(event, clash !== undefined);
  return (
    <button
      type="button"
      className={`${classes.bar} ${kind.kind}`}
      style={{ left: item.left, top: item.top, width: item.width } satisfies CSSProperties}
      data-event={event.id}
      data-kind={event.kind}
      data-cancelled={event.cancelled || undefined}
      data-clash={event.cancelled ? undefined : clash}
      data-away={away || undefined}
      data-opened={opened || undefined}
      data-movable={movable || undefined}
      aria-current={opened || undefined}
      title={label}
      onClick={() => onOpen(event.id)}
    >
      <span
        className={classes.label}
        style={{ left: item.label - item.left, width: item.labelWidth }}
        aria-hidden="true"
      >
        <BarLabel event={event} start={item.start} clash={clash !== undefined} />
      </span>
      <span className="visually-hidden">{label}</span>
      <Pieces item={item} />
      {item.cutLeft ? (
        <small className={classes.since} aria-hidden="true">
          {t('since', { time: timeText(item.busyFrom) })}
        </small>
      ) : null}
      {item.cutRight ? (
        <small className={classes.until} aria-hidden="true">
          {t('until', { time: timeText(item.busyTo) })}
        </small>
      ) : null}
      {movable ? (
        <>
          <i className={classes.grip} data-edge="start" style={{ left: item.before - 3 }} />
          <i className={classes.grip} data-edge="end" style={{ left: item.before + item.body - 5 }} />
        </>
      ) : null}
    </button>
  );
});
