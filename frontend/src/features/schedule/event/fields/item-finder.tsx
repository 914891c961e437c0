import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { itemChoicesOptions } from '../queries';

function useItems(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(itemChoicesOptions(q));
  const options = (data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.name,
    about: `${item.inventory_number} · ${formatNumber(item.quantity)} ${item.unit}`,
    item,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** Finds an item by its name or number and hands it over; the field stays, empty, for the next one. */
export function ItemFinder({ label, onFound }: { label: string; onFound: (item: ItemRow) => void }) {
  const { t } = useTranslation('scheduleEvent');
  return (
    <RemoteSelect
      label={label}
      placeholder={t('things.hint')}
      nothing={t('things.nothing')}
      value={null}
      onChange={(_, found) => {
        if (found) onFound(found.item);
      }}
      useOptions={useItems}
    />
  );
}
