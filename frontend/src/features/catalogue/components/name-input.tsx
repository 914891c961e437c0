import { TextInput } from '@mantine/core';
import { useRef } from 'react';

/** A name typed in its row: Enter keeps it, Esc does not, leaving the field keeps it too. */
export function NameInput({
  label,
  initial,
  placeholder,
  onDone,
}: {
  label: string;
  initial: string;
  placeholder?: string;
  /** The new name, or null when nothing is to be kept. */
  onDone: (name: string | null) => void;
}) {
  const finished = useRef(false);
  const finish = (value: string | null) => {
    if (finished.current) return;
    finished.current = true;
    const name = value?.trim() ?? '';
    onDone(name === '' || name === initial ? null : name);
  };
  return (
    <TextInput
      size="sm"
      aria-label={label}
      placeholder={placeholder}
      defaultValue={initial}
      maxLength={100}
      autoComplete="off"
      autoFocus
      style={{ flex: 1, maxWidth: 320 }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          event.preventDefault();
          finish(event.currentTarget.value);
        } else if (event.key === 'Escape') finish(null);
      }}
    />
  );
}
