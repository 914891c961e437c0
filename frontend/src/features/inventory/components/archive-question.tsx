import { useTranslation } from 'react-i18next';
import type { Usage } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { Uses } from '@/shared/ui/uses/uses';
import { sortedBalances } from '../stock';
import classes from './archive-question.module.css';
import { PlaceName } from './cells';
import { StatusBadge } from './status-badge';

/** Where the item is used and lies, said before it goes to the archive. */
export function ArchiveQuestion({ usage, unit }: { usage: Usage; unit: string }) {
  const { t } = useTranslation('inventory');
  const balances = sortedBalances(usage.balances);
  return (
    <>
      <Uses uses={usage} people="responsible" />
      {balances.length > 0 ? (
        <ul className={classes.places}>
          {balances.map((held) => (
            <li key={`${held.location_id}:${held.status}`}>
              <PlaceName place={held.location} />
              <StatusBadge status={held.status} />
              <b>
                {formatNumber(held.quantity)} {unit}
              </b>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('archive.nowhere')}</p>
      )}
      <p>{t('archive.text', { count: usage.movements })}</p>
    </>
  );
}
