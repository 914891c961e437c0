import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { typeLook } from '../../vocabulary';
import type { CalendarEvent } from '../event';
import { timeText } from '../words';
import classes from './views.module.css';

export function Glyph({ event, clash }: { event: CalendarEvent; clash: boolean }) {
  const Sign = event.cancelled ? IconBan : clash ? IconAlertTriangle : typeLook[event.row.event_type].icon;
  return (
    <Sign size={13} stroke={1.8} aria-hidden="true" data-alert={(clash && !event.cancelled) || undefined} />
  );
}

/** An event in one line, for the eye: sign, time, title. */
export function Short({ event, clash }: { event: CalendarEvent; clash: boolean }) {
  return (
    <span className={classes.short} aria-hidden="true">
      <Glyph event={event} clash={clash} />
      <b>{timeText(event.start)}</b>
      <span>{event.row.title}</span>
    </span>
  );
}
