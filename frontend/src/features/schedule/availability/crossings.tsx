import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayShort } from '../calendar/period';
import { dayOf, timeOf, toWall } from '../time';
import type { EventRef } from '../types';
import classes from './availability.module.css';

/** The events that an absence or a closure comes across, each a link to mend it. */
export function Crossings({ events, of }: { events: readonly EventRef[]; of: 'absence' | 'closure' }) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  if (events.length === 0) {
    return (
      <p className={classes.clear}>
        <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
        {t(`${of}.clear`)}
      </p>
    );
  }
  return (
    <div className={classes.crossings} role="status">
      <p>
        <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
        <b>{t(`${of}.crosses`, { count: events.length })}</b>
      </p>
      <ul>
        {events.map((event) => {
          const start = toWall(event.starts_at);
          return (
            <li key={event.id}>
              <Link to="/schedule/$eventId" params={{ eventId: event.id }}>
                {event.title}
              </Link>
              <span>
                {[
                  dayShort(dayOf(start)),
                  `${timeOf(start)}–${timeOf(toWall(event.ends_at))}`,
                  event.venue?.name ?? t('schedule:noVenue'),
                ].join(', ')}
              </span>
            </li>
          );
        })}
      </ul>
      <p>{t(`${of}.crossesHint`)}</p>
    </div>
  );
}
