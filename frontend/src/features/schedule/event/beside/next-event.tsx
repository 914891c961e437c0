import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { EventRef } from '@/api/gen';
import { listNextEventsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { useCan } from '@/shared/permissions';
import { dayShort } from '../../calendar/period';
import { dayOf, timeOf, toWall } from '../../time';
import classes from './next-event.module.css';

const Nearest = createContext<ReadonlyMap<number, EventRef>>(new Map());
/** The most that one request asks about. */
const MOST = 200;

/** Asks once for all items of a list, when the list is there; `items` is empty where nobody shows the answer. */
export function NextEvents({ items, children }: { items: readonly number[]; children: ReactNode }) {
  const can = useCan();
  const { data } = useQuery({
    ...listNextEventsOptions({ query: { item: items.slice(0, MOST) } }),
    enabled: items.length > 0 && can('schedule:read'),
  });
  const nearest = useMemo(
    () => new Map((data?.items ?? []).map(({ item_id, event }) => [item_id, event])),
    [data],
  );
  return <Nearest value={nearest}>{children}</Nearest>;
}

/** «18.11 Чайка»: the event that needs an item next. */
export function NextEvent({ itemId }: { itemId: number }) {
  const event = use(Nearest).get(itemId);
  if (!event) return null;
  const wall = toWall(event.starts_at);
  const day = dayOf(wall);
  return (
    <span className={classes.next} title={`${dayShort(day)}, ${timeOf(wall)}. ${event.title}`}>
      <time dateTime={event.starts_at}>{`${day.slice(8)}.${day.slice(5, 7)}`}</time>{' '}
      <Link to="/schedule/$eventId" params={{ eventId: event.id }}>
        {event.title}
      </Link>
    </span>
  );
}
