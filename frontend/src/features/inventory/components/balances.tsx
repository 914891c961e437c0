import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { Section } from '@/shared/ui/drawer';
import { byStatus, freeQuantity, sortedBalances } from '../stock';
import { statusLook } from '../vocabulary';
import classes from './balances.module.css';
import { PlaceName } from './cells';

function Bar({ item }: { item: ItemOut }) {
  const sums = byStatus(item.stock);
  if (sums.length === 0) return null;
  return (
    <div className={classes.bar} aria-hidden="true">
      {sums.map(({ status, quantity }) => (
        <i key={status} data-status={status} style={{ flexGrow: quantity }} />
      ))}
    </div>
  );
}

/** On a phone: one large figure for every status. */
function Figures({ item }: { item: ItemOut }) {
  const { t } = useTranslation('inventory');
  return (
    <ul className={classes.figures}>
      {byStatus(item.stock, true).map(({ status, quantity }) => {
        const Glyph = statusLook[status].icon;
        return (
          <li key={status}>
            <b>{formatNumber(quantity)}</b>
            <span className={classes.word} data-status={status}>
              <Glyph size={14} stroke={1.9} aria-hidden="true" />
              {t(`status.${status}`)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function BalanceRow({ held, onMove }: { held: Balance; onMove: ((held: Balance) => void) | null }) {
  const { t } = useTranslation('inventory');
  const Glyph = statusLook[held.status].icon;
  return (
    <tr>
      <td className={classes.swatchCell}>
        <i className={classes.swatch} data-status={held.status} aria-hidden="true" />
      </td>
      <td className={classes.place}>
        <PlaceName place={held.location} />
      </td>
      <td>
        <span className={classes.word} data-status={held.status}>
          <Glyph size={14} stroke={1.9} aria-hidden="true" />
          {t(`status.${held.status}`)}
        </span>
      </td>
      <td className={classes.count}>{formatNumber(held.quantity)}</td>
      {onMove ? (
        <td className={classes.act}>
          {held.status === 'decommissioned' ? null : (
            <Tooltip label={t('action.moveFromHere')}>
              <ActionIcon size="sm" aria-label={t('action.moveFromHere')} onClick={() => onMove(held)}>
                <IconArrowsExchange size={14} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          )}
        </td>
      ) : null}
    </tr>
  );
}

/** Where the pieces are: one bar and the same figures under it. `onMove` starts a transfer from a balance. */
export function Balances({ item, onMove }: { item: ItemOut; onMove: ((held: Balance) => void) | null }) {
  const { t } = useTranslation(['inventory', 'care']);
  const balances = sortedBalances(item.stock);
  return (
    <Section
      title={t('balances.title')}
      aside={
        <span className={classes.total}>
          <b>{formatNumber(item.quantity)}</b> {item.unit}, {t('balances.free')}{' '}
          <b>{formatNumber(freeQuantity(item.stock))}</b>
        </span>
      }
    >
      <Bar item={item} />
      {balances.length === 0 ? <p className={classes.none}>{t('balances.none')}</p> : null}
      <Figures item={item} />
      <table className={classes.rows}>
        <thead className="visually-hidden">
          <tr>
            <td />
            <th scope="col">{t('field.location')}</th>
            <th scope="col">{t('field.status')}</th>
            <th scope="col">{t('field.quantity')}</th>
            {onMove ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {balances.map((held) => (
            <BalanceRow key={`${held.location_id}:${held.status}`} held={held} onMove={onMove} />
          ))}
        </tbody>
      </table>
      {item.min_quantity !== null && item.quantity < item.min_quantity ? (
        <p className={classes.low}>
          <ToneBadge tone="warn" icon={IconAlertTriangle}>
            {t('care:note.low', { n: formatNumber(item.quantity), min: formatNumber(item.min_quantity) })}
          </ToneBadge>{' '}
          {t('balances.low', { n: item.min_quantity, missing: item.min_quantity - item.quantity })}
        </p>
      ) : null}
    </Section>
  );
}
