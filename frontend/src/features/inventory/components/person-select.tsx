import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nearestFirst } from '@/shared/lib/match';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { peopleOptions } from '../queries';

function usePeople(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(peopleOptions(q));
  const options = nearestFirst(data?.items ?? [], q, (person) => person.short_name).map((person) => ({
    id: person.id,
    label: person.short_name,
    about: person.department?.name,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** A person of the theatre, found by a part of the name on the server. */
export function PersonSelect({
  label,
  chosen,
  value,
  onChange,
  error,
  placeholder,
}: {
  label: string;
  /** The person of the saved record, whom the search need not have found. */
  chosen: { readonly id: number; readonly short_name: string } | null;
  value: number | null;
  onChange: (value: number | null) => void;
  error?: ReactNode;
  /** What an empty field means, where it is not «nobody». */
  placeholder?: string;
}) {
  const { t } = useTranslation('inventory');
  return (
    <RemoteSelect
      label={label}
      placeholder={placeholder ?? t('form.nobody')}
      chosen={chosen && { id: chosen.id, label: chosen.short_name }}
      value={value}
      onChange={onChange}
      useOptions={usePeople}
      error={error}
    />
  );
}
