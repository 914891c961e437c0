import { Link } from '@tanstack/react-router';
import type { EventRef } from '../types';
import { typeLook } from '../vocabulary';
import classes from './clashes.module.css';
import { eventFacts } from './words';

/** An event as others name it: its sign, its title as a link, when and where. */
export function EventLine({ event, day }: { event: EventRef; day: string }) {
  const Glyph = typeLook[event.event_type].icon;
  return (
    <span className={classes.event}>
      <Glyph size={14} stroke={1.6} aria-hidden="true" />
      <Link to="/schedule/$eventId" params={{ eventId: event.id }}>
        {event.title}
      </Link>
      <span>{eventFacts(event, day)}</span>
    </span>
  );
}
