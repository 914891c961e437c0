import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { treeIndex } from '@/shared/lib/tree';
import { locationsOptions } from '../queries';
import { balanceKey } from '../stock';
import { statusLook } from '../vocabulary';
import classes from './balance-preview.module.css';
import type { Change } from './draft';

const NO_NODES: readonly never[] = [];

/** What the movement will make of the balances, before anybody presses the button. */
export function BalancePreview({ changes, unit }: { changes: readonly Change[]; unit: string }) {
  const { t } = useTranslation(['movements', 'inventory']);
  const { data } = useQuery(locationsOptions());
  const places = treeIndex(data?.items ?? NO_NODES);
  if (changes.length === 0) return null;
  return (
    <section className={classes.preview} aria-label={t('preview')}>
      <table>
        <tbody>
          {changes.map((change) => {
            const Glyph = statusLook[change.status].icon;
            const path = change.location_id === null ? undefined : places.get(change.location_id)?.path;
            return (
              <tr key={balanceKey(change)}>
                <td className={classes.status}>
                  <span data-status={change.status}>
                    <Glyph size={14} stroke={1.9} aria-hidden="true" />
                    {t(`inventory:status.${change.status}`)}
                  </span>
                </td>
                <td className={classes.place}>{path?.join(', ') ?? t('inventory:noPlace')}</td>
                <td className={classes.figures}>
                  {formatNumber(change.before)}
                  <IconArrowRight size={12} stroke={2} aria-label={t('becomes')} />
                  <b>{formatNumber(change.after)}</b> {unit}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
