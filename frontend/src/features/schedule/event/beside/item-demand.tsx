import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { theatreToday } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { Section } from '@/shared/ui/drawer';
import { dayShort, weekdayShort } from '../../calendar/period';
import { demandByDay } from './demand';
import { itemBookingsOptions } from './item-bookings';
import classes from './item-demand.module.css';

/** Fourteen days of what asks for an item, and the evenings that ask for more than is fit for use. */
export function ItemDemand({ item }: { item: ItemOut }) {
  const { t } = useTranslation('titles');
  const { data } = useQuery(itemBookingsOptions(item.id));
  const days = demandByDay(data?.items ?? [], theatreToday());
  const most = Math.max(...days.map(({ quantity }) => quantity));
  if (most === 0) return null;
  const broken = item.stock.reduce(
    (sum, held) => (held.status === 'in_repair' ? sum + held.quantity : sum),
    0,
  );
  const fit = Math.max(0, item.quantity - broken);
  return (
    <Section title={t('demand.title')} aside={t('demand.aside', { n: formatNumber(fit) })}>
      <ol className={classes.strip}>
        {days.map(({ day, quantity }) => (
          <li key={day} data-over={quantity > fit || undefined}>
            <span className={classes.day} aria-hidden="true">
              {weekdayShort(day)} <b>{Number(day.slice(8))}</b>
            </span>
            <span className={classes.bar} aria-hidden="true">
              {quantity > 0 ? (
                <>
                  <b>{formatNumber(quantity)}</b>
                  <i style={{ height: `${Math.max(10, Math.round((quantity / most) * 100))}%` }} />
                </>
              ) : null}
            </span>
            <span className="visually-hidden">
              {t('demand.day', { day: dayShort(day), n: formatNumber(quantity), unit: item.unit })}
            </span>
          </li>
        ))}
      </ol>
      {days
        .filter(({ quantity }) => quantity > fit)
        .map(({ day, quantity, uses }) => (
          <p key={day} className={classes.over}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
            {t('demand.over', {
              day: dayShort(day),
              n: formatNumber(quantity),
              uses: uses.map((use) => `«${use.title}» ${formatNumber(use.quantity)}`).join(', '),
            })}
          </p>
        ))}
    </Section>
  );
}
