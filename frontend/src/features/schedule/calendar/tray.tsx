import { useTranslation } from 'react-i18next';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { lengthText } from '../conflicts';
import { typeLook } from '../vocabulary';
import type { CalendarEvent } from './event';
import kind from './kind.module.css';
import classes from './tray.module.css';
import { dayText, eventLabel, timeText } from './words';

/** Under the board: events that have no venue yet, to be carried onto one. */
export function Tray({
  events,
  away,
  movable,
  onOpen,
}: {
  events: readonly CalendarEvent[];
  away: number | undefined;
  movable: (event: CalendarEvent) => boolean;
  onOpen: (id: number) => void;
}) {
  const { t } = useTranslation('schedule');
  return (
    <div className={classes.tray}>
      {events.length > 0 ? (
        <>
          <div className={classes.name}>
            <b>{t('tray.title')}</b>
            {events.some(movable) ? <span>{t('tray.hint')}</span> : null}
          </div>
          <ul className={classes.list} aria-label={t('tray.label')}>
            {events.map((event) => {
              const Glyph = typeLook[event.row.event_type].icon;
              return (
                <li key={event.id}>
                  <button
                    type="button"
                    className={`${classes.chip} ${kind.kind}`}
                    data-event={event.id}
                    data-kind={event.kind}
                    data-movable={movable(event) || undefined}
                    data-away={away === event.id || undefined}
                    title={`${dayText(event.start)}, ${timeText(event.start)}`}
                    onClick={() => onOpen(event.id)}
                  >
                    <Glyph size={14} stroke={1.8} aria-hidden="true" />
                    <span className="visually-hidden">{eventLabel(event, false)}</span>
                    <b aria-hidden="true">{event.row.title}</b>
                    <span aria-hidden="true">{dayText(event.start)}</span>
                    <em aria-hidden="true">{lengthText(event.end - event.start)}</em>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      ) : (
        <span className={classes.grow} />
      )}
      <p className={classes.keys} aria-hidden="true">
        <Kbd>[</Kbd>
        <Kbd>]</Kbd> {t('keys.period')} <Kbd>1</Kbd>–<Kbd>4</Kbd> {t('keys.view')} <Kbd>M</Kbd>{' '}
        {t('keys.move')}
      </p>
    </div>
  );
}
