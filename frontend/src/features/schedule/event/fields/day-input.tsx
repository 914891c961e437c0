import type { DateInputProps } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { parsePlainDate } from '@/shared/lib/dates';
import { DateInput } from '@/shared/ui/date-inputs';
import type { Day } from '../../time';

type Props = Pick<
  DateInputProps,
  'label' | 'aria-label' | 'className' | 'placeholder' | 'error' | 'required' | 'minDate'
> & {
  value: Day | null;
  onChange: (day: Day | null) => void;
  clearable?: boolean;
};

/** A calendar day, typed or chosen. */
export function DayInput({ clearable = false, className, ...field }: Props) {
  const { t } = useTranslation(['schedule', 'common']);
  return (
    <DateInput
      {...field}
      {...(className ? { className } : {})}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      hideOutsideDates
      previousLabel={t('mini.previous')}
      nextLabel={t('mini.next')}
      popoverProps={{ withinPortal: true }}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('common:clear') }}
    />
  );
}
