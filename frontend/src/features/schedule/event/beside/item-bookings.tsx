import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listItemEventsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import kind from '../../calendar/kind.module.css';
import { dayShort } from '../../calendar/period';
import { dayOf, timeOf, toWall } from '../../time';
import { typeLook } from '../../vocabulary';
import classes from './beside.module.css';

/** What an item is set aside for, and where its titles want it, from now on. */
export const itemBookingsOptions = (itemId: number) =>
  listItemEventsOptions({ path: { item_id: itemId }, query: {} });

interface Props {
  readonly item: { readonly id: number; readonly unit: string };
}

/** The schedule of an item: when it is wanted, by what, how many, and whether that many are set aside. */
export function ItemBookings({ item }: Props) {
  const { t } = useTranslation('titles');
  const query = useQuery(itemBookingsOptions(item.id));
  const bookings = query.data?.items ?? [];
  return (
    <Section title={t('bookings.title')} aside={bookings.length > 0 ? formatNumber(bookings.length) : null}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={72} aria-busy="true" />
      ) : bookings.length === 0 ? (
        <p className={classes.none}>{t('bookings.none')}</p>
      ) : (
        <ul className={classes.list}>
          {bookings.map(({ event, quantity, kind: how }) => {
            const { icon: Glyph, kind: name } = typeLook[event.event_type];
            const wall = toWall(event.starts_at);
            return (
              <li key={event.id} className={`${kind.kind} ${classes.booking}`} data-kind={name}>
                <span className={classes.when}>
                  {dayShort(dayOf(wall))}, {timeOf(wall)}
                </span>
                <span className={classes.what}>
                  <Link to="/schedule/$eventId" params={{ eventId: event.id }}>
                    <Glyph size={16} stroke={1.6} aria-hidden="true" />
                    {event.title}
                  </Link>
                  <small>{[event.venue?.name, t(`bookings.${how}`)].filter(Boolean).join(' · ')}</small>
                </span>
                <strong>
                  {formatNumber(quantity)} {item.unit}
                </strong>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
