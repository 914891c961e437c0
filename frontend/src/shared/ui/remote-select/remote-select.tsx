import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { SearchSelect } from '../search-select';
import type { FieldProps } from '../search-select/types';

export interface RemoteOption {
  readonly id: number;
  readonly label: string;
  /** A second, quiet line. */
  readonly about?: string | null | undefined;
}

type Props<O extends RemoteOption> = FieldProps & {
  /** What is said when the server found nothing. */
  readonly nothing?: string | undefined;
  /** The choice of the saved record, which the search need not have found. */
  readonly chosen?: RemoteOption | null;
  readonly value: number | null;
  /** The third is the text that found it. */
  readonly onChange: (value: number | null, option: O | null, typed: string) => void;
  /** A hook: what the server finds for a text, in the order in which it is offered: Enter takes the first. */
  readonly useOptions: (q: string) => { options: readonly O[]; isPending: boolean };
  readonly clearable?: boolean;
};

/** One record of many, found on the server by a part of its name or by its number. */
export function RemoteSelect<O extends RemoteOption>({
  chosen = null,
  value,
  onChange,
  useOptions,
  clearable = true,
  ...field
}: Props<O>) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const [settled] = useDebouncedValue(wanted, 250);
  const [asked, setAsked] = useState('');
  const q = asked === wanted ? wanted : settled;
  const { options, isPending } = useOptions(q);
  return (
    <SearchSelect
      {...field}
      options={options.map(({ id, label, about }) => ({ value: String(id), label, about }))}
      value={value === null ? null : String(value)}
      chosenLabel={chosen && chosen.id === value ? chosen.label : undefined}
      onChange={(next, _, text) => {
        const option = options.find(({ id }) => String(id) === next) ?? null;
        onChange(option?.id ?? null, option, text);
      }}
      onSearch={(text, now) => {
        setTyped(text);
        if (now) setAsked(text.trim());
      }}
      pending={isPending || wanted !== q}
      clearable={clearable}
    />
  );
}
