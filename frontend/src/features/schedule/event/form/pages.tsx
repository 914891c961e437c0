import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { theatreZone } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState, ForbiddenPage } from '@/shared/ui/state';
import { dayShort } from '../../calendar/period';
import { eventOptions } from '../../queries';
import { dayOf, timeOf, toWall } from '../../time';
import { copyOf, draftOf, newDraft, zoneOf } from '../draft';
import { titleOptions, venuesOptions } from '../queries';
import { editEventRoute, newEventRoute } from '../search';
import { EventFormView } from './event-form';

function Crumb() {
  const { t } = useTranslation('schedule');
  return <Link to="/schedule">{t('title')}</Link>;
}

function Waiting() {
  return (
    <div aria-busy="true" style={{ padding: 'var(--s4)', maxWidth: 720 }}>
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} height={32} mt={16} />
      ))}
    </div>
  );
}

/** Back to where the form was opened from, or to the event. */
function useLeave() {
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return {
    toEvent: (eventId: number) => void navigate({ to: '/schedule/$eventId', params: { eventId } }),
    back: () => (canGoBack ? router.history.back() : void navigate({ to: '/schedule' })),
  };
}

/** The clock by which a saved event would go if it had none of its own. */
function homeZoneOf(event: EventOut, venues: Parameters<typeof zoneOf>[1]): string {
  return zoneOf({ timezone: null, venue_id: event.venue?.id ?? null }, venues);
}

/** A new event: empty, in a place of the calendar, of a title, or like another one. */
export function NewEventPage() {
  const { t } = useTranslation('scheduleEvent');
  const search = newEventRoute.useSearch();
  const { toEvent, back } = useLeave();
  const venues = useQuery(venuesOptions());
  const model = useQuery({
    ...eventOptions(search.copy_of ?? 0),
    enabled: search.copy_of !== undefined,
    refetchOnWindowFocus: false,
  });
  const title = useQuery({
    ...titleOptions(search.performance ?? 0),
    enabled: search.performance !== undefined,
  });
  const failed = [venues, model, title].find((query) => query.isError);
  const waiting =
    venues.isPending ||
    (search.copy_of !== undefined && model.isPending) ||
    (search.performance !== undefined && title.isPending);
  const list = venues.data?.items ?? [];
  const zone = zoneOf({ timezone: null, venue_id: search.venue ?? null }, list);
  const copied = model.data;
  return (
    <>
      <PageHead
        title={t(search.copy_of === undefined ? 'new' : 'copy')}
        count={copied?.title}
        crumbs={[<Crumb key="list" />]}
      />
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : waiting ? (
        <Waiting />
      ) : (
        <EventFormView
          key={JSON.stringify(search)}
          event={null}
          initial={copied ? copyOf(copied, homeZoneOf(copied, list), search) : newDraft(search, zone)}
          title={copied?.performance ?? title.data ?? null}
          homeZone={copied ? homeZoneOf(copied, list) : theatreZone()}
          onSaved={toEvent}
          onCancel={back}
        />
      )}
    </>
  );
}

export function EditEventPage() {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const can = useCan();
  const { eventId } = editEventRoute.useParams();
  const { toEvent } = useLeave();
  const venues = useQuery(venuesOptions());
  const query = useQuery({ ...eventOptions(eventId), refetchOnWindowFocus: false });
  const event = query.data;
  if (event && (event.deleted_at !== null || !can('schedule:update', event))) return <ForbiddenPage />;
  const failed = [query, venues].find((one) => one.isError);
  const wall = event && toWall(event.starts_at, event.timezone);
  const crumbs = [
    <Crumb key="list" />,
    ...(event && wall
      ? [
          <Link key="event" to="/schedule/$eventId" params={{ eventId }}>
            {event.title}, {dayShort(dayOf(wall))}, {timeOf(wall)}
          </Link>,
        ]
      : []),
  ];
  const zone = event && homeZoneOf(event, venues.data?.items ?? []);
  return (
    <>
      <PageHead title={t('edit')} crumbs={crumbs} />
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : event && zone && venues.data ? (
        <EventFormView
          key={event.id}
          event={event}
          initial={draftOf(event, zone)}
          title={event.performance}
          homeZone={zone}
          onSaved={toEvent}
          onCancel={() => toEvent(eventId)}
        />
      ) : (
        <Waiting />
      )}
    </>
  );
}
