import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconCalendarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getDaySheetOptions } from '@/api/gen/@tanstack/react-query.gen';
import { theatreToday } from '@/shared/lib/dates';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { dayLong } from '../calendar/period';
import { ScheduleTabs } from '../tabs';
import { addDays, type Day } from '../time';
import { EventSheet } from './event-sheet';
import { HoursSheet } from './hours-sheet';
import { PaperHead, useCountText } from './paper-head';
import { countsOf, hasPhones, tellsAnswers } from './reading';
import classes from './sheet.module.css';
import { OrderSwitch, PaperButtons, PhonesSwitch } from './sheet-tools';

const route = getRouteApi('/_app/schedule/call-sheet');

function DaySwitch({ day, onGo }: { day: Day; onGo: (day: Day) => void }) {
  const { t } = useTranslation(['schedule']);
  const today = theatreToday();
  const previous = () => onGo(addDays(day, -1));
  const next = () => onGo(addDays(day, 1));
  useHotkeys([
    { keys: 'BracketLeft', label: t('previous.day'), group: 'act', run: previous },
    { keys: 'BracketRight', label: t('next.day'), group: 'act', run: next },
    { keys: 'KeyT', label: t('today'), group: 'act', run: () => onGo(today) },
  ]);
  return (
    <div className={classes.day}>
      <ActionIcon aria-label={t('previous.day')} onClick={previous}>
        <IconChevronLeft size={16} stroke={1.8} />
      </ActionIcon>
      <b aria-live="polite">{dayLong(day)}</b>
      <ActionIcon aria-label={t('next.day')} onClick={next}>
        <IconChevronRight size={16} stroke={1.8} />
      </ActionIcon>
      <Button
        size="sm"
        variant="default"
        rightSection={<Kbd>T</Kbd>}
        aria-pressed={day === today}
        onClick={() => onGo(today)}
      >
        {t('today')}
      </Button>
    </div>
  );
}

export function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      <Skeleton height={28} width="40%" />
      <Skeleton height={20} width="70%" />
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank lines
        <Skeleton key={index} height={30} />
      ))}
    </div>
  );
}

/** Who comes when on one day, over everything that happens on it. */
export function DaySheetPage() {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Partial<typeof search>) =>
    void navigate({ search: (current) => ({ ...current, ...patch }), replace: true });
  const day = search.day ?? theatreToday();
  const query = useQuery({ ...getDaySheetOptions({ query: { day } }), placeholderData: keepPreviousData });
  const countText = useCountText();
  const sheet = query.data;
  const events = sheet?.events ?? [];
  const phones = hasPhones(events);
  const columns = { answers: tellsAnswers(events), phones: phones && (search.phones ?? false) };
  const order = search.by ?? 'department';
  const address = new URLSearchParams({ day, ...(columns.phones ? { phones: 'true' } : {}) });
  return (
    <div className={classes.page}>
      <PageHead title={t('sheet.title')} count={sheet ? countText(countsOf(events)) : undefined}>
        {events.length > 0 ? (
          <PaperButtons
            address={`/api/v1/schedule/call-sheet.pdf?${address}`}
            fallback={`call-sheet-${day}.pdf`}
          />
        ) : null}
      </PageHead>
      <ScheduleTabs />
      <div className={classes.tools}>
        <DaySwitch day={day} onGo={(next) => change({ day: next })} />
        <span className={classes.grow} />
        {phones ? (
          <PhonesSwitch value={columns.phones} onChange={(on) => change({ phones: on || undefined })} />
        ) : null}
        <OrderSwitch value={order} onChange={(by) => change({ by: by === 'department' ? undefined : by })} />
      </div>
      {query.isError && !sheet ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !sheet ? (
        <Waiting />
      ) : events.length === 0 ? (
        <EmptyState
          icon={<IconCalendarOff size={28} stroke={1.6} />}
          title={t('sheet.empty')}
          text={t('sheet.emptyText')}
          actions={
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/schedule" search={{ show: 'week', date: day }} />}
            >
              {t('sheet.toWeek')}
            </Button>
          }
        />
      ) : (
        <div className={classes.sheets} data-stale={query.isPlaceholderData || undefined}>
          <PaperHead sheet={sheet} />
          {order === 'time' ? (
            <HoursSheet events={events} day={sheet.day} columns={columns} />
          ) : (
            events.map((one) => (
              <EventSheet key={one.event.id} sheet={one} day={sheet.day} columns={columns} titled />
            ))
          )}
        </div>
      )}
    </div>
  );
}
