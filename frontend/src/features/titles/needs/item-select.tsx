import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { itemChoicesOptions } from '../queries';
import type { NeedItem } from './draft';
import { isList, parseList, parsePhrase } from './phrases';
import { resolve } from './resolve';

const aboutItem = (item: NeedItem) =>
  `${item.inventory_number} · ${formatNumber(item.quantity)} ${item.unit}`;

function useItems(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(itemChoicesOptions(q));
  const options = (data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.name,
    about: aboutItem(item),
    item,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** Stands in the list of choices for a text that names several things. */
const AS_LIST = 0;

interface Choice {
  readonly id: number;
  readonly label: string;
  readonly about?: string;
  readonly item?: NeedItem;
  readonly quantity: number;
}

function useChoices(typed: string): { options: readonly Choice[]; isPending: boolean } {
  const { t } = useTranslation('titles');
  const client = useQueryClient();
  const list = isList(typed);
  const { data, isPending, isPlaceholderData } = useQuery({
    queryKey: ['need-phrase', typed],
    queryFn: () => resolve(client, parsePhrase(typed)),
    enabled: !list,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  if (list) {
    const label = t('needs.asList', { count: parseList(typed).length });
    return { options: [{ id: AS_LIST, label, quantity: 0 }], isPending: false };
  }
  const { items = [], quantity = 1 } = data ?? {};
  const options = items.slice(0, 25).map((item) => ({
    id: item.id,
    label: quantity > 1 ? `${item.name} × ${formatNumber(quantity)}` : item.name,
    about: aboutItem(item),
    item,
    quantity,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** An item of the inventory, found by a part of its name or number. */
export function ItemSelect({
  label,
  chosen,
  onChange,
  error,
}: {
  label: string;
  chosen: { readonly id: number; readonly name: string } | null;
  onChange: (item: NeedItem | null) => void;
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
      onChange={(_, found) => onChange(found?.item ?? null)}
      useOptions={useItems}
      error={error}
    />
  );
}

/** Takes one item after the other, each with how many, or a whole list: «стул 6; стол; канделябр 2», a pasted column. */
export function ItemFinder({
  onFound,
  onList,
}: {
  onFound: (item: NeedItem, quantity: number) => void;
  onList: (text: string) => void;
}) {
  const { t } = useTranslation('titles');
  return (
    <RemoteSelect
      label={t('needs.item')}
      description={t('needs.phraseHint')}
      placeholder={t('needs.itemHint')}
      nothing={t('needs.itemNone')}
      value={null}
      onChange={(_, found, typed) => {
        if (found?.id === AS_LIST) onList(typed);
        else if (found?.item) onFound(found.item, found.quantity);
      }}
      onPaste={(event) => {
        // A field of one line would run the lines of a column together.
        const text = event.clipboardData.getData('text');
        if (!/[\r\n]/.test(text.trim())) return;
        event.preventDefault();
        onList(text);
      }}
      useOptions={useChoices}
      data-autofocus
    />
  );
}
