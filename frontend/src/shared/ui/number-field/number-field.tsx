import { NumberInput, type NumberInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { selectOnFocus } from '@/shared/lib/select-on-focus';

type Props = Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onFocus' | 'onMouseDown' | 'min' | 'max' | 'clampBehavior'
> & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What is said above `max`, where more than the bound is known: «Свободно 10». */
  readonly tooMuch?: ReactNode;
  readonly unit?: ReactNode;
};

/** What a number breaks while it is typed. */
export function useNumberFault() {
  const { t } = useTranslation('validation');
  return (value: number | null, min?: number, max?: number): string | null => {
    if (value !== null && max !== undefined && value > max)
      return t('atMost', { value: formatNumber(Math.max(max, 0)) });
    if (value !== null && min !== undefined && value < min) return t('atLeast', { value: formatNumber(min) });
    return null;
  };
}

/**
 * A number. Typing replaces what stood there, and a bound that it breaks is told at once; nothing is put right behind
 * one's back. Whole unless `allowDecimal`. An emptied field is null.
 */
export function NumberField({ value, onChange, min, max, tooMuch, unit, error, ...field }: Props) {
  // What is typed stays in sight until the field is left, whatever the form makes of it meanwhile.
  const [typed, setTyped] = useState<number | string | null>(null);
  const shown = typed ?? value ?? '';
  const number = shown === '' ? null : Number(shown);
  const fault = useNumberFault()(number, min, max);
  const told = number !== null && max !== undefined && number > max ? (tooMuch ?? fault) : fault;
  return (
    <NumberInput
      allowDecimal={false}
      allowNegative={min === undefined || min < 0}
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      thousandSeparator=" "
      hideControls
      inputMode={field.allowDecimal ? 'decimal' : 'numeric'}
      {...(unit ? { rightSection: unit, rightSectionWidth: 44 } : {})}
      {...field}
      clampBehavior="none"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      value={shown}
      onChange={(next) => {
        setTyped(next);
        onChange(next === '' || Number.isNaN(Number(next)) ? null : Number(next));
      }}
      onBlur={(event) => {
        setTyped(null);
        field.onBlur?.(event);
      }}
      error={error || told}
      {...selectOnFocus}
    />
  );
}
