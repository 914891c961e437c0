import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { clockAfter, parseClock } from '@/shared/lib/clock';
import { selectOnFocus } from '@/shared/lib/select-on-focus';

/** Hands set quarters of an hour. */
const STEP_MINUTES = 15;

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly 'data-autofocus'?: boolean;
  /** The label is said, not shown: a column's head stands above. */
  readonly bare?: boolean;
  /** Whether an empty field is an answer. */
  readonly clearable?: boolean;
}

/**
 * A time of day by 24 hours, typed as people write it: «19», «1930», «19.30». The clock of the browser's own field follows the
 * language of the computer, and half of them would ask for AM or PM. Arrow keys go by quarters of an hour.
 */
export function ClockInput({ label, value, onChange, bare = false, clearable = false, ...field }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const text = typed.trim();
    if (text !== '' || clearable) onChange(text === '' ? '' : (parseClock(text) ?? text));
    setTyped(null);
  };
  const step = (by: number) => {
    const from = parseClock(typed ?? value) ?? parseClock(field.placeholder ?? '');
    if (from === null) return;
    setTyped(null);
    onChange(clockAfter(from, by));
  };
  return (
    <TextInput
      {...field}
      {...(bare ? { 'aria-label': label } : { label })}
      value={typed ?? value}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      {...selectOnFocus}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (/^\d\d:\d\d$/.test(text) && parseClock(text)) onChange(text);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          step(event.key === 'ArrowUp' ? STEP_MINUTES : -STEP_MINUTES);
        } else if (event.key === 'Enter') settle();
      }}
    />
  );
}
