import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, wallFromMinutes } from '../../time';
import { dayLong, dayMonth, weekdayShort } from '../period';
import { timeText } from '../words';
import classes from './board.module.css';
import { columnDay, type Scale, ticksOf } from './scale';

/** The days over the board, with their hours. */
export const Head = memo(function Head({
  scale,
  corner,
  now,
  onDay,
}: {
  scale: Scale;
  corner: string;
  now: number;
  onDay: (day: string) => void;
}) {
  const { t } = useTranslation('schedule');
  const ticks = ticksOf(scale);
  const today = dayOf(wallFromMinutes(now));
  return (
    <div className={classes.head}>
      <div className={classes.corner}>{corner}</div>
      <div className={classes.days}>
        {Array.from({ length: scale.period.days }, (_, index) => {
          const day = columnDay(scale, index);
          return (
            <div
              key={day}
              className={classes.day}
              data-today={day === today || undefined}
              data-weekend={new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 || undefined}
              style={{ width: scale.dayWidth }}
            >
              <button
                type="button"
                className={classes.dayName}
                aria-current={day === today ? 'date' : undefined}
                onClick={() => onDay(day)}
              >
                <span className="visually-hidden">{dayLong(day)}</span>
                <span aria-hidden="true">
                  <i>{weekdayShort(day)}</i> <b>{Number(day.slice(8))}</b>
                  {scale.period.days === 1 ? <i> {dayMonth(day).replace(/^\d+\s/, '')}</i> : null}
                  {day === today && scale.dayWidth >= 96 ? <em>{t('todayMark')}</em> : null}
                </span>
              </button>
              <span className={classes.hours} aria-hidden="true">
                {ticks.map((hour) => (
                  <i key={hour} style={{ left: ((hour * 60 - scale.opens) / scale.length) * scale.dayWidth }}>
                    {hour % 24}
                  </i>
                ))}
              </span>
            </div>
          );
        })}
        {isShown(scale, now) ? (
          <span className={classes.clock} style={{ left: scale.x(now) }}>
            {timeText(now)}
          </span>
        ) : null}
      </div>
    </div>
  );
});

export function isShown(scale: Scale, minutes: number): boolean {
  return minutes >= scale.start && minutes <= scale.end && !scale.hidden(minutes);
}
