import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { itemChoicesOptions } from '../queries';

function useItems(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(itemChoicesOptions(q));
  const options = (data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.name,
    about: [item.inventory_number, `${item.quantity} ${item.unit}`].join(' · '),
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** An item of the inventory, found by a part of its name or number. */
export function ItemSelect({
  label,
  chosen = null,
  value,
  onChange,
  error,
}: {
  label: string;
  chosen?: { readonly id: number; readonly name: string } | null;
  value: number | null;
  onChange: (value: number | null) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation('titles');
  return (
    <RemoteSelect
      label={label}
      placeholder={t('needs.itemHint')}
      nothing={t('needs.itemNone')}
      chosen={chosen && { id: chosen.id, label: chosen.name }}
      value={value}
      onChange={onChange}
      useOptions={useItems}
      error={error}
    />
  );
}
