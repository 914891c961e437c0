import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MyCall } from '@/api/gen';
import { dayLong, periodTitle, weekdayShort } from '../calendar/period';
import { addDays, type Day } from '../time';
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
      <ActionIcon
        className={classes.turn ?? ''}
        aria-label={t('previous')}
        onClick={() => onDay(addDays(week, -7))}
      >
        <IconChevronLeft size={18} stroke={1.6} />
      </ActionIcon>
      {weekDays(week).map((day) => {
        const mark = markOf(calls, day, now);
        return (
          <button
            key={day}
            type="button"
            aria-current={day === chosen ? 'date' : undefined}
            className={classes.day}
            data-today={day === today || undefined}
            onClick={() => onDay(day)}
          >
            {weekdayShort(day)} <b>{Number(day.slice(8))}</b>
            <i data-mark={mark} />
            <span className="visually-hidden"> {t(`dayState.${mark}`, { day: dayLong(day) })}</span>
          </button>
        );
      })}
      <ActionIcon
        className={classes.turn ?? ''}
        aria-label={t('next')}
        onClick={() => onDay(addDays(week, 7))}
      >
        <IconChevronRight size={18} stroke={1.6} />
      </ActionIcon>
    </nav>
  );
}
