import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getCallSheetOptions } from '@/api/gen/@tanstack/react-query.gen';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ErrorState } from '@/shared/ui/state';
import { dayShort } from '../calendar/period';
import { Waiting } from './day-sheet-page';
import { EventSheet } from './event-sheet';
import { HoursSheet } from './hours-sheet';
import { PaperHead, useCountText } from './paper-head';
import { countsOf, hasPhones, tellsAnswers } from './reading';
import classes from './sheet.module.css';
import { OrderSwitch, PaperButtons, PhonesSwitch } from './sheet-tools';

const route = getRouteApi('/_app/schedule/$eventId/call-sheet');

/** The call sheet of one event, to read, to print and to hang up. */
export function EventSheetPage() {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const { eventId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Partial<typeof search>) =>
    void navigate({ search: (current) => ({ ...current, ...patch }), replace: true });
  const query = useQuery(getCallSheetOptions({ path: { event_id: eventId } }));
  const countText = useCountText();
  const sheet = query.data;
  const events = sheet?.events ?? [];
  const [one] = events;
  const phones = hasPhones(events);
  const columns = { answers: tellsAnswers(events), phones: phones && (search.phones ?? false) };
  const order = search.by ?? 'department';
  return (
    <div className={classes.page}>
      <PageHead
        title={one ? t('sheet.titleOf', { title: one.event.title }) : t('sheet.title')}
        count={sheet ? countText(countsOf(events)) : undefined}
        crumbs={[
          <Link key="schedule" to="/schedule">
            {t('schedule:title')}
          </Link>,
          ...(sheet
            ? [
                <Link key="day" to="/schedule/call-sheet" search={{ day: sheet.day }}>
                  {dayShort(sheet.day)}
                </Link>,
              ]
            : []),
          ...(one
            ? [
                <Link key="event" to="/schedule/$eventId" params={{ eventId }}>
                  {one.event.title}
                </Link>,
              ]
            : []),
        ]}
      >
        {one ? (
          <PaperButtons
            address={`/api/v1/schedule/${eventId}/call-sheet.pdf${columns.phones ? '?phones=true' : ''}`}
            fallback={`call-sheet-${eventId}.pdf`}
          />
        ) : null}
      </PageHead>
      {query.isError && !sheet ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !sheet || !one ? (
        <Waiting />
      ) : (
        <>
          <div className={classes.tools}>
            <span className={classes.grow} />
            {phones ? (
              <PhonesSwitch value={columns.phones} onChange={(on) => change({ phones: on || undefined })} />
            ) : null}
            <OrderSwitch
              value={order}
              onChange={(by) => change({ by: by === 'department' ? undefined : by })}
            />
          </div>
          <div className={classes.sheets}>
            <PaperHead sheet={sheet} />
            {order === 'time' && one.blocks.length > 0 ? (
              <HoursSheet events={events} day={sheet.day} columns={columns} />
            ) : (
              <EventSheet sheet={one} day={sheet.day} columns={columns} titled={false} />
            )}
          </div>
        </>
      )}
    </div>
  );
}
