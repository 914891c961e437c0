import { useTranslation } from 'react-i18next';
import type { MyCall } from '@/api/gen';
import { dayLong, periodTitle, weekdayShort } from '../calendar/period';
import type { Day } from '../time';
import { markOf, weekDays } from './my-call';
import classes from './my-calls-page.module.css';

/** The week at a glance: a dot where one comes, a ring where an answer is due. */
export function WeekStrip({
  week,
  today,
  chosen,
  calls,
  now,
  onDay,
}: {
  week: Day;
  today: Day;
  chosen: Day;
  calls: readonly MyCall[];
  now: number;
  onDay: (day: Day) => void;
}) {
  const { t } = useTranslation('scheduleCalls');
  return (
    <nav className={classes.week} aria-label={t('week', { days: periodTitle('week', week) })}>
      {weekDays(week).map((day) => {
        const mark = markOf(calls, day, now);
        return (
          <button
            key={day}
            type="button"
            aria-label={t(`dayState.${mark}`, { day: dayLong(day) })}
            aria-current={day === chosen ? 'date' : undefined}
            data-today={day === today || undefined}
            onClick={() => onDay(day)}
          >
            {weekdayShort(day)}
            <b>{Number(day.slice(8))}</b>
            <i data-mark={mark} />
          </button>
        );
      })}
    </nav>
  );
}
