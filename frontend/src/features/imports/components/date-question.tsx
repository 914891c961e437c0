import { Radio } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateOrder } from '@/api/gen';
import { FormError } from '@/shared/ui/form/form-error';
import { twoReadings } from '../date-order';
import classes from './mapping-step.module.css';

const ORDERS = ['dmy', 'mdy'] as const;

/** «05/06/2011 — это 5 июня или 6 мая?», once for a column. */
export function DateQuestion({
  samples,
  value,
  missing,
  onChange,
}: {
  samples: readonly string[];
  value: DateOrder | undefined;
  /** The answer has been asked for and is not there yet. */
  missing: boolean;
  onChange: (order: DateOrder) => void;
}) {
  const { t } = useTranslation('imports');
  const name = useId();
  const readings = twoReadings(samples);
  return (
    <fieldset className={classes.question} data-open={value === undefined || undefined} data-question>
      <legend>{readings ? t('dates.question', { ...readings }) : t('dates.questionPlain')}</legend>
      <div className={classes.answers}>
        {ORDERS.map((order) => (
          <Radio
            key={order}
            name={name}
            checked={value === order}
            onChange={() => onChange(order)}
            label={readings ? t(`dates.${order}`, { date: readings[order] }) : t(`dates.${order}Plain`)}
          />
        ))}
      </div>
      {missing && value === undefined ? (
        <div className={classes.required} role="alert">
          <FormError>{t('dates.required')}</FormError>
        </div>
      ) : null}
    </fieldset>
  );
}
