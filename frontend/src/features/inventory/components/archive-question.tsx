import { useTranslation } from 'react-i18next';
import type { Usage } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { sortedBalances } from '../stock';
import classes from './archive-question.module.css';
import { PlaceName } from './cells';
import { StatusBadge } from './status-badge';

/** Kits that would be incomplete without it. */
function UsedInKits({ usage }: { usage: Usage }) {
  const { t } = useTranslation('units');
  if (usage.kits.length === 0) return null;
  return (
    <p className={classes.warning}>
      {t('kit.usedTitle')} {usage.kits.map(({ name }) => `«${name}»`).join(', ')}.
    </p>
  );
}

/** Where the item is used, said before it goes to the archive. */
export function ArchiveQuestion({ usage, unit }: { usage: Usage; unit: string }) {
  const { t } = useTranslation('inventory');
  const balances = sortedBalances(usage.balances);
  return (
    <>
      {usage.quantity_out > 0 ? (
        <p className={classes.warning}>{t('archive.out', { n: usage.quantity_out, unit })}</p>
      ) : null}
      <UsedInKits usage={usage} />
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
