import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleOptions } from '../queries';

interface Person {
  readonly id: number;
  readonly short_name: string;
}

/** A person of the theatre, found by a part of the name on the server. */
export function PersonSelect({
  label,
  chosen,
  value,
  onChange,
  error,
}: {
  label: string;
  /** The person of the saved record, whom the search need not have found. */
  chosen: Person | null;
  value: number | null;
  onChange: (value: number | null) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation(['inventory', 'common', 'table']);
  const [typed, setTyped] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(chosen ? [[String(chosen.id), chosen.short_name]] : []),
  );
  const known = value === null ? undefined : names.get(String(value));
  const [q] = useDebouncedValue(typed === known ? '' : typed.trim(), 250);
  const { data, isPending } = useQuery(peopleOptions(q));
  const found = (data?.items ?? []).map((person) => ({
    value: String(person.id),
    label: person.short_name,
    about: person.department?.name,
  }));
  const options =
    value !== null && known !== undefined && !found.some((option) => option.value === String(value))
      ? [{ value: String(value), label: known, about: undefined }, ...found]
      : found;
  const about = new Map(found.map((option) => [option.value, option.about]));
  return (
    <Select
      label={label}
      placeholder={t('form.nobody')}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value === null ? null : String(value)}
      onChange={(next) => {
        const name = options.find((option) => option.value === next)?.label;
        if (next !== null && name !== undefined) setNames(new Map(names).set(next, name));
        onChange(next === null ? null : Number(next));
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      // The server has filtered already.
      filter={({ options: all }) => all}
      nothingFoundMessage={isPending ? t('common:loading') : t('table:filters.nothing')}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {about.get(option.value) ? (
            <small style={{ display: 'block', color: 'var(--muted)' }}>{about.get(option.value)}</small>
          ) : null}
        </span>
      )}
      error={error}
    />
  );
}
