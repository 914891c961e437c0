import { Skeleton } from '@mantine/core';
import { IconLock, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { dayShort } from '../../calendar/period';
import { seriesText } from '../../calendar/words';
import { eventOptions } from '../../queries';
import { dayOf, toWall } from '../../time';
import { statusLook, typeLook, typeTone } from '../../vocabulary';
import { eventRoute } from '../search';
import { CallSheet } from './call-sheet';
import { ConflictBlock } from './conflict-block';
import { DayRuler } from './day-ruler';
import classes from './event-page.module.css';
import { HeadActions } from './head-actions';
import { History } from './history';
import { OwnCall } from './own-call';
import { Related } from './related';
import { Things } from './things';
import { useForced } from './use-forced';

function placeOf(event: EventOut, none: string): string {
  const tour = [event.tour_city, event.tour_venue_name].filter(Boolean).join(', ');
  return [event.venue?.name, tour].filter(Boolean).join(' · ') || none;
}

function Badges({ event }: { event: EventOut }) {
  const { t } = useTranslation(['schedule', 'schedulePage']);
  const { icon, kind } = typeLook[event.event_type];
  const status = statusLook[event.status];
  return (
    <span className={classes.badges}>
      <ToneBadge tone={typeTone[kind]} icon={icon}>
        {t(`type.${event.event_type}`)}
      </ToneBadge>
      <ToneBadge tone={status.tone} icon={status.icon}>
        {t(`status.${event.status}`)}
      </ToneBadge>
      {event.is_locked ? (
        <ToneBadge tone="neutral" icon={IconLock}>
          {t('peek.locked')}
        </ToneBadge>
      ) : null}
      {event.series ? (
        <span className={classes.series}>
          <IconRepeat size={14} stroke={1.8} aria-hidden="true" />
          {seriesText(event.series)}
          {event.is_exception ? `, ${t('schedulePage:head.exception')}` : ''}
        </span>
      ) : null}
    </span>
  );
}

function Whole({ event, onGone }: { event: EventOut; onGone: () => void }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const can = useCan();
  const forced = useForced();
  const [said, setSaid] = useState('');
  const day = dayOf(toWall(event.starts_at, event.timezone));
  return (
    <>
      <PageHead
        title={event.title}
        crumbs={[
          <Link key="list" to="/schedule">
            {t('schedule:title')}
          </Link>,
          <Link key="day" to="/schedule" search={{ date: day }}>
            {dayShort(day)}
          </Link>,
          <span key="place">{placeOf(event, t('schedule:noVenue'))}</span>,
        ]}
        count={<Badges event={event} />}
      >
        <HeadActions event={event} forced={forced} announce={setSaid} onGone={onGone} />
      </PageHead>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {event.cancel_reason ? (
        <p className={classes.note}>{t('schedulePage:head.cancelledWhy', { reason: event.cancel_reason })}</p>
      ) : null}
      <DayRuler event={event} />
      {event.description ? <p className={classes.description}>{event.description}</p> : null}
      <OwnCall event={event} />
      <ConflictBlock event={event} forced={forced} />
      <div className={classes.columns}>
        <CallSheet event={event} forced={forced} />
        <Things event={event} forced={forced} />
        <div className={classes.side}>
          {can('schedule:update') ? <History event={event} /> : null}
          <Related event={event} />
        </div>
      </div>
      {forced.dialog}
    </>
  );
}

/** One event on a page of its own: when, who, what, and what has happened to it. */
export function EventPage() {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const { eventId } = eventRoute.useParams();
  const navigate = useNavigate();
  // A deleted event is not asked for again while the page is being left.
  const [gone, setGone] = useState(false);
  const query = useQuery({ ...eventOptions(eventId), enabled: !gone });
  const leave = () => {
    flushSync(() => setGone(true));
    void navigate({ to: '/schedule' });
  };
  if (query.data && !gone) return <Whole key={query.data.id} event={query.data} onGone={leave} />;
  return (
    <>
      <PageHead
        title={t('form')}
        crumbs={[
          <Link key="list" to="/schedule">
            {t('schedule:title')}
          </Link>,
        ]}
      />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={classes.waiting} aria-busy="true">
          <Skeleton height={28} />
          <Skeleton height={14} width="40%" mt={24} />
          <Skeleton height={160} mt={12} />
        </div>
      )}
    </>
  );
}
