import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day, weekStart } from '../time';
import classes from './day-strip.module.css';
import { dayLong, daysOf, monthGrid, weekdayShort } from './period';
import { useMarks } from './use-calendar';

/** The week under the thumb: one tap is one day. */
export function DayStrip({ day, today, onDay }: { day: Day; today: Day; onDay: (day: Day) => void }) {
  const { t } = useTranslation('schedule');
  const marks = useMarks(monthGrid(day));
  const days = daysOf({ from: weekStart(day), days: 7 });
  return (
    <nav className={classes.strip} aria-label={t('days')}>
      <ActionIcon aria-label={t('previous.week')} onClick={() => onDay(addDays(day, -7))}>
        <IconChevronLeft size={18} stroke={1.6} />
      </ActionIcon>
      {days.map((one) => (
        <button
          key={one}
          type="button"
          className={classes.day}
          aria-current={one === day ? 'date' : undefined}
          data-today={one === today || undefined}
          data-show={marks.shows.has(one) || undefined}
          data-conflict={marks.conflicts.has(one) || undefined}
          onClick={() => onDay(one)}
        >
          <span className="visually-hidden">
            {[
              dayLong(one),
              one === today && t('mini.today'),
              marks.shows.has(one) && t('mini.shows'),
              marks.conflicts.has(one) && t('mini.conflicts'),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
          <span aria-hidden="true">{weekdayShort(one)}</span>
          <b aria-hidden="true">{Number(one.slice(8))}</b>
        </button>
      ))}
      <ActionIcon aria-label={t('next.week')} onClick={() => onDay(addDays(day, 7))}>
        <IconChevronRight size={18} stroke={1.6} />
      </ActionIcon>
    </nav>
  );
}
