import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { itemChoicesOptions } from '../queries';
import { parsePhrase } from './draft';

function useItems(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(itemChoicesOptions(q));
  const options = (data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.name,
    about: [item.inventory_number, `${item.quantity} ${item.unit}`].join(' · '),
    item,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

const useItemsOfPhrase = (phrase: string) => useItems(parsePhrase(phrase).q);

/** An item of the inventory, found by a part of its name or number. */
export function ItemSelect({
  label,
  chosen,
  onChange,
  error,
}: {
  label: string;
  chosen: { readonly id: number; readonly name: string } | null;
  onChange: (item: { readonly id: number; readonly name: string } | null) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation('titles');
  return (
    <RemoteSelect
      label={label}
      placeholder={t('needs.itemHint')}
      nothing={t('needs.itemNone')}
      chosen={chosen && { id: chosen.id, label: chosen.name }}
      value={chosen?.id ?? null}
      onChange={(_, found) => onChange(found && { id: found.id, name: found.label })}
      useOptions={useItems}
      error={error}
    />
  );
}

/** Takes one item after the other, each with how many: «кресло *6». */
export function ItemFinder({ onFound }: { onFound: (item: ItemRow, quantity: number) => void }) {
  const { t } = useTranslation('titles');
  return (
    <RemoteSelect
      label={t('needs.item')}
      description={t('needs.phraseHint')}
      placeholder={t('needs.itemHint')}
      nothing={t('needs.itemNone')}
      value={null}
      onChange={(_, found, typed) => {
        if (found) onFound(found.item, parsePhrase(typed).quantity ?? 1);
      }}
      useOptions={useItemsOfPhrase}
      data-autofocus
    />
  );
}
