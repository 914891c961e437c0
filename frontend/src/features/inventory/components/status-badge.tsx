import { useTranslation } from 'react-i18next';
import type { ItemCondition, ItemStatus } from '@/api/gen';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { conditionLook, statusLook } from '../vocabulary';

/** A status as sign, word and colour; «На складе» is the quiet normal. */
export function StatusBadge({ status }: { status: ItemStatus }) {
  const { t } = useTranslation('inventory');
  const { tone, icon } = statusLook[status];
  return (
    <ToneBadge tone={tone} icon={icon} quiet={status === 'in_stock'}>
      {t(`status.${status}`)}
    </ToneBadge>
  );
}

export function ConditionBadge({ condition }: { condition: ItemCondition }) {
  const { t } = useTranslation('inventory');
  const { tone, icon } = conditionLook[condition];
  return (
    <ToneBadge tone={tone} icon={icon} quiet={condition === 'good'}>
      {t(`condition.${condition}`)}
    </ToneBadge>
  );
}
