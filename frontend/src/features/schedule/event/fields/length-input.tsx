import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lengthText } from '../../conflicts';
import { SNAP_MINUTES } from '../../time';
import { type Beside, parseTail } from '../times';

/**
 * A length in hours and minutes, typed as people write it: «4», «4:30», «1 ч 15», «90 мин»; beside a clock also as the
 * time it reaches to: «до 04:00».
 */
export function LengthInput({
  label,
  value,
  onChange,
  max,
  error,
  description,
  beside,
  bare = false,
}: {
  label: string;
  value: number;
  onChange: (minutes: number) => void;
  max: number;
  error?: ReactNode;
  description?: ReactNode;
  beside?: Beside;
  bare?: boolean;
}) {
  const { t } = useTranslation('scheduleEvent');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseTail(typed, beside) === null;
  const settle = () => {
    if (typed === null) return;
    const minutes = parseTail(typed, beside);
    if (minutes === null) return;
    onChange(Math.min(minutes, max));
    setTyped(null);
  };
  return (
    <TextInput
      {...(bare ? { 'aria-label': label } : { label })}
      value={typed ?? (value === 0 ? '' : lengthText(value))}
      placeholder={t('field.noTail')}
      autoComplete="off"
      maxLength={20}
      error={wrong ? t(beside ? `error.tail.${beside.edge}` : 'error.length') : error}
      description={description}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          const by = event.key === 'ArrowUp' ? SNAP_MINUTES : -SNAP_MINUTES;
          setTyped(null);
          onChange(Math.min(max, Math.max(0, value + by)));
        } else if (event.key === 'Enter') settle();
      }}
    />
  );
}
