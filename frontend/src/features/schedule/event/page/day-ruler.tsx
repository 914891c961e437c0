import { IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { useNow } from '@/shared/lib/use-now';
import kind from '../../calendar/kind.module.css';
import { dayShort } from '../../calendar/period';
import { lengthText } from '../../conflicts';
import { addInstantMinutes, dayOf, minutesBetween, timeOf, toWall } from '../../time';
import { typeLook } from '../../vocabulary';
import classes from './day-ruler.module.css';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Below this share of the ruler a part has no room for its words. */
const NARROW = 0.09;

/** The event's time on one line: set-up, the moment the stage is ready, the event itself, strike, and now. */
export function DayRuler({ event }: { event: EventOut }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const now = new Date(useNow(MINUTE_MS)).toISOString();
  const { starts_at, ends_at, setup_minutes, strike_minutes, stage_ready_at: ready, timezone } = event;
  const from = addInstantMinutes(starts_at, -setup_minutes);
  const to = addInstantMinutes(ends_at, strike_minutes);
  const whole = Math.max(minutesBetween(from, to), 1);
  const share = (instant: string) => minutesBetween(from, instant) / whole;
  const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
  const time = (instant: string) => timeOf(toWall(instant, timezone));
  const day = (instant: string) => dayOf(toWall(instant, timezone));
  const long = minutesBetween(starts_at, ends_at) >= DAY_MINUTES;
  // A strike after midnight still belongs to the evening; only what lasts for days names its last one.
  const end = (instant: string) => (long ? `${time(instant)}, ${dayShort(day(instant))}` : time(instant));
  const body = long
    ? `${dayShort(day(starts_at))}, ${time(starts_at)} – ${dayShort(day(ends_at))}, ${time(ends_at)}`
    : `${time(starts_at)}–${time(ends_at)}`;
  const begins = share(starts_at);
  const stops = share(ends_at);
  const setup = t('schedulePage:ruler.setup', { from: time(from), to: time(starts_at) });
  const strike = t('schedulePage:ruler.strike', { time: end(to) });
  const readyText = ready === null ? null : t('schedulePage:ruler.ready', { time: time(ready) });
  const ahead = minutesBetween(now, starts_at);
  const nowText =
    ahead > 0
      ? t('schedulePage:ruler.nowAhead', { time: time(now), length: lengthText(ahead) })
      : t('schedulePage:ruler.now', { time: time(now) });
  const inside = now > from && now < to;
  const words = [
    setup_minutes > 0 ? setup : null,
    readyText,
    t('schedulePage:ruler.body', { time: body }),
    strike_minutes > 0 ? strike : null,
    inside ? nowText : null,
  ].filter(Boolean);
  return (
    <div className={classes.ruler} data-now={inside || undefined}>
      <div
        className={`${kind.kind} ${classes.line}`}
        data-kind={typeLook[event.event_type].kind}
        data-cancelled={event.status === 'cancelled' || undefined}
        role="img"
        aria-label={words.join(', ')}
      >
        {setup_minutes > 0 ? (
          <span className={classes.tail} data-part="setup" style={{ left: 0, width: percent(begins) }}>
            {begins > NARROW ? <span>{setup}</span> : null}
          </span>
        ) : null}
        <b className={classes.body} style={{ left: percent(begins), width: percent(stops - begins) }}>
          <span>{body}</span>
        </b>
        {strike_minutes > 0 ? (
          <span
            className={classes.tail}
            data-part="strike"
            style={{ left: percent(stops), width: percent(1 - stops) }}
          >
            {1 - stops > NARROW ? <span>{strike}</span> : null}
          </span>
        ) : null}
        {ready === null ? null : (
          <span
            className={classes.ready}
            style={{ left: percent(share(ready)) }}
            data-side={share(ready) > 0.25 ? 'left' : 'right'}
          >
            <span>
              <IconFlag size={14} stroke={1.8} aria-hidden="true" />
              {readyText}
            </span>
          </span>
        )}
        {inside ? (
          <span className={classes.now} style={{ left: percent(share(now)) }}>
            <span>{nowText}</span>
          </span>
        ) : null}
      </div>
      {words.length > 1 ? (
        <ul className={classes.words} aria-hidden="true">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
