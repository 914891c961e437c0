import { ActionIcon, Input } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField, useNumberFault } from '../number-field/number-field';
import classes from './quantity-stepper.module.css';

/** A count with keys on both sides, large enough for a thumb. An emptied field is null. */
export function QuantityStepper({
  label,
  value,
  onChange,
  min = 1,
  max,
  unit,
  error,
  description,
  focused = false,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number | undefined;
  unit?: string;
  error?: ReactNode;
  description?: ReactNode;
  /** Takes the focus when the dialog around it opens. */
  focused?: boolean;
}) {
  const { t } = useTranslation('table');
  const id = useId();
  const fault = useNumberFault()(value, min, max);
  const told = error || fault;
  const step = (by: 1 | -1) => {
    const next = (value ?? min - by) + by;
    onChange(Math.max(min, max === undefined ? next : Math.min(max, next)));
  };
  return (
    <Input.Wrapper
      id={id}
      label={label}
      error={told}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={classes.stepper}>
        <ActionIcon
          size="lg"
          variant="default"
          aria-label={t('stepper.less')}
          disabled={value !== null && value <= min}
          onClick={() => step(-1)}
        >
          <IconMinus size={16} />
        </ActionIcon>
        <NumberField
          id={id}
          data-autofocus={focused || undefined}
          className={classes.field ?? ''}
          value={value}
          onChange={onChange}
          min={0}
          error={Boolean(told)}
          aria-describedby={told ? `${id}-error` : undefined}
          {...(unit ? { unit: <span className={classes.unit}>{unit}</span>, rightSectionWidth: 48 } : {})}
        />
        <ActionIcon
          size="lg"
          variant="default"
          aria-label={t('stepper.more')}
          disabled={max !== undefined && value !== null && value >= max}
          onClick={() => step(1)}
        >
          <IconPlus size={16} />
        </ActionIcon>
      </div>
    </Input.Wrapper>
  );
}
