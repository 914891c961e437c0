import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { itemChoicesOptions } from '../queries';

const SEARCH_MS = 250;

/** Finds an item by its name or number and hands it over; the field stays, empty, for the next one. */
export function ItemFinder({ label, onFound }: { label: string; onFound: (item: ItemRow) => void }) {
  const { t } = useTranslation(['scheduleEvent', 'common']);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), SEARCH_MS);
  const { data, isPending } = useQuery(itemChoicesOptions(q));
  const items = new Map((data?.items ?? []).map((item) => [String(item.id), item]));
  return (
    <Select
      label={label}
      placeholder={t('things.hint')}
      data={[...items].map(([value, { name }]) => ({ value, label: name }))}
      value={null}
      onChange={(value) => {
        const item = value === null ? undefined : items.get(value);
        setTyped('');
        if (item) onFound(item);
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage={isPending ? t('common:loading') : t('things.nothing')}
      renderOption={({ option }) => {
        const item = items.get(option.value);
        return (
          <span>
            {option.label}
            {item ? (
              <small style={{ display: 'block', color: 'var(--muted)' }}>
                {item.inventory_number} · {formatNumber(item.quantity)} {item.unit}
              </small>
            ) : null}
          </span>
        );
      }}
    />
  );
}
