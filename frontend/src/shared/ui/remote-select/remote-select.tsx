import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface RemoteOption {
  readonly id: number;
  readonly label: string;
  /** A second, quiet line. */
  readonly about?: string | null | undefined;
}

interface Props {
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  /** What is said when the server found nothing. */
  readonly nothing?: string;
  /** The choice of the saved record, which the search need not have found. */
  readonly chosen?: RemoteOption | null;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** A hook: what the server finds for a text. */
  readonly useOptions: (q: string) => { options: readonly RemoteOption[]; isPending: boolean };
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly error?: ReactNode;
}

/** One record of many, found by a part of its name on the server. */
export function RemoteSelect({ chosen = null, value, onChange, useOptions, nothing, ...field }: Props) {
  const { t } = useTranslation(['common', 'table']);
  const [typed, setTyped] = useState('');
  const [names, setNames] = useState<ReadonlyMap<number, string>>(
    () => new Map(chosen ? [[chosen.id, chosen.label]] : []),
  );
  const known = value === null ? undefined : names.get(value);
  const [q] = useDebouncedValue(typed === known ? '' : typed.trim(), 250);
  const { options: found, isPending } = useOptions(q);
  const options =
    value !== null && known !== undefined && !found.some(({ id }) => id === value)
      ? [{ id: value, label: known }, ...found]
      : found;
  const about = new Map(
    options.map((option) => [String(option.id), 'about' in option ? option.about : null]),
  );
  return (
    <Select
      {...field}
      data={options.map(({ id, label }) => ({ value: String(id), label }))}
      value={value === null ? null : String(value)}
      onChange={(next) => {
        const option = options.find(({ id }) => String(id) === next);
        if (option) setNames(new Map(names).set(option.id, option.label));
        onChange(next === null ? null : Number(next));
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      // The server has filtered already.
      filter={({ options: all }) => all}
      nothingFoundMessage={isPending ? t('common:loading') : (nothing ?? t('table:filters.nothing'))}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {about.get(option.value) ? (
            <small style={{ display: 'block', color: 'var(--muted)' }}>{about.get(option.value)}</small>
          ) : null}
        </span>
      )}
    />
  );
}
