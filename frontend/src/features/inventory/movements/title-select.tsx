import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TitleRef } from '@/api/gen';
import { listPerformancesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { nearestFirst } from '@/shared/lib/match';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';

/** Titles by a part of the name. */
export const titleChoicesOptions = (q: string, size = 25) =>
  queryOptions({
    ...listPerformancesOptions({ query: { q: q === '' ? undefined : q, page_size: size } }),
    placeholderData: keepPreviousData,
  });

function useTitles(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(titleChoicesOptions(q));
  const options = nearestFirst(data?.items ?? [], q, ({ title }) => title).map(({ id, title, author }) => ({
    id,
    label: title,
    about: author,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** For which title pieces move. */
export function TitleSelect({
  value,
  onChange,
  error,
}: {
  value: TitleRef | null;
  onChange: (value: TitleRef | null) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation('movements');
  return (
    <RemoteSelect
      label={t('field.performance')}
      placeholder={t('field.noPerformance')}
      chosen={value && { id: value.id, label: value.title }}
      value={value?.id ?? null}
      onChange={(id) => onChange(id === null ? null : { id, title: '' })}
      useOptions={useTitles}
      error={error}
    />
  );
}
