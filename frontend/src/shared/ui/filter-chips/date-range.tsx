import { Button } from '@mantine/core';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { parsePlainDate, theatreToday } from '@/shared/lib/dates';
import { DateInput } from '@/shared/ui/date-inputs';
import classes from './filter-chips.module.css';
import type { DatesFilter } from './types';

/** The inside of a filter by days: from, to, and the usual periods that end today. */
export default function DateRange({ filter }: { filter: DatesFilter }) {
  const { t } = useTranslation(['table', 'common']);
  const { from, to } = filter.value;
  const today = theatreToday();
  const last = (days: number) => () =>
    filter.onChange({
      from: dayjs(today)
        .subtract(days - 1, 'day')
        .format('YYYY-MM-DD'),
      to: today,
    });
  const field = (end: 'from' | 'to') => (
    <DateInput
      label={t(`filters.${end}`)}
      value={filter.value[end] ?? null}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      popoverProps={{ withinPortal: false }}
      onChange={(day) => filter.onChange({ from, to, [end]: day ?? undefined })}
      {...(end === 'from' ? (to ? { maxDate: to } : {}) : from ? { minDate: from } : {})}
    />
  );
  return (
    <div className={classes.dates}>
      <div className={classes.periods}>
        <Button size="xs" variant="default" onClick={last(1)}>
          {t('filters.today')}
        </Button>
        <Button size="xs" variant="default" onClick={last(7)}>
          {t('filters.week')}
        </Button>
        <Button size="xs" variant="default" onClick={last(30)}>
          {t('filters.month')}
        </Button>
      </div>
      {field('from')}
      {field('to')}
    </div>
  );
}
