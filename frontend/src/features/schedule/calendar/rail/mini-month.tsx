import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, type Day, monthStart } from '../../time';
import { dayLong, daysOf, monthGrid, monthLong, type Period, weekdayShort } from '../period';
import classes from './mini-month.module.css';

interface Props {
  readonly day: Day;
  readonly today: Day;
  /** The days on screen. */
  readonly shown: Period;
  /** Marks of the days of a month's grid: those with a show, and those with a conflict. */
  readonly useMarks: (grid: Period) => { shows: ReadonlySet<Day>; conflicts: ReadonlySet<Day> };
  readonly onPick: (day: Day) => void;
  /** For fingers. */
  readonly large?: boolean;
}

/** The month at a glance: where the shows are and where something clashes. */
export function MiniMonth({ day, today, shown, useMarks, onPick, large = false }: Props) {
  const { t } = useTranslation('schedule');
  const [turned, setTurned] = useState<{ day: Day; month: Day } | null>(null);
  // Leafing lasts until the calendar itself goes elsewhere.
  const month = turned?.day === day ? turned.month : monthStart(day);
  const grid = monthGrid(month);
  const marks = useMarks(grid);
  const days = daysOf(grid);
  const last = addDays(shown.from, shown.days - 1);
  const turn = (step: number) => setTurned({ day, month: addMonths(month, step) });
  return (
    <section aria-label={t('mini.label')} className={classes.month} data-large={large || undefined}>
      <div className={classes.head}>
        <b aria-live="polite">{monthLong(month)}</b>
        <ActionIcon size="sm" aria-label={t('mini.previous')} onClick={() => turn(-1)}>
          <IconChevronLeft size={14} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('mini.next')} onClick={() => turn(1)}>
          <IconChevronRight size={14} />
        </ActionIcon>
      </div>
      <div className={classes.grid}>
        {days.slice(0, 7).map((one) => (
          <span key={one} aria-hidden="true">
            {weekdayShort(one)}
          </span>
        ))}
        {days.map((one) => {
          const show = marks.shows.has(one);
          const conflict = marks.conflicts.has(one);
          return (
            <button
              key={one}
              type="button"
              aria-label={[
                dayLong(one),
                one === today && t('mini.today'),
                show && t('mini.shows'),
                conflict && t('mini.conflicts'),
              ]
                .filter(Boolean)
                .join(', ')}
              aria-current={one === today ? 'date' : undefined}
              data-other={!one.startsWith(month.slice(0, 7)) || undefined}
              data-shown={(one >= shown.from && one <= last) || undefined}
              data-today={one === today || undefined}
              data-show={show || undefined}
              data-conflict={conflict || undefined}
              onClick={() => onPick(one)}
            >
              {Number(one.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
}
