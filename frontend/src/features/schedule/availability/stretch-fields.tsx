import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parsePlainDate } from '@/shared/lib/dates';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { DateInput } from '@/shared/ui/date-inputs';
import classes from './availability.module.css';
import type { Stretch } from './stretch';

/** From when to when: whole days, or hours on the theatre's clock. */
export function StretchFields({
  value,
  onChange,
  errors,
}: {
  value: Stretch;
  onChange: (patch: Partial<Stretch>) => void;
  errors: { readonly from?: string | undefined; readonly to?: string | undefined };
}) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const date = (name: 'fromDay' | 'toDay') => (
    <DateInput
      label={t(`absence.field.${name}`)}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      value={value[name]}
      error={name === 'fromDay' ? errors.from : errors.to}
      withAsterisk
      {...(name === 'toDay' ? { minDate: value.fromDay } : {})}
      onChange={(day) => {
        if (day === null) return;
        // A start after the end takes the end along.
        const after = name === 'fromDay' && day > value.toDay;
        onChange(after ? { fromDay: day, toDay: day } : { [name]: day });
      }}
    />
  );
  return (
    <>
      <Switch
        label={t('absence.field.whole')}
        checked={value.whole}
        onChange={(event) => onChange({ whole: event.currentTarget.checked })}
      />
      <div className={value.whole ? classes.pair : classes.four}>
        {date('fromDay')}
        {value.whole ? null : (
          <ClockInput
            label={t('absence.field.fromTime')}
            value={value.fromTime}
            onChange={(fromTime) => onChange({ fromTime })}
          />
        )}
        {date('toDay')}
        {value.whole ? null : (
          <ClockInput
            label={t('absence.field.toTime')}
            value={value.toTime}
            onChange={(toTime) => onChange({ toTime })}
          />
        )}
      </div>
    </>
  );
}
