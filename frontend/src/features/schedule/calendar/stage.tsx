import { Button, Skeleton } from '@mantine/core';
import { IconBuildingArch, IconCalendarEvent, IconPlus, IconSearchOff, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/shared/ui/state';
import { absencesOptions } from '../availability/queries';
import { resourcesOptions } from '../queries';
import { rangeOfDays, wallMinutes } from '../time';
import classes from './calendar-page.module.css';
import type { CalendarEvent } from './event';
import type { useMove } from './move/use-move';
import { periodOf, periodTitle } from './period';
import { MiniMonth } from './rail/mini-month';
import { type CalendarSearch, isFiltered, type Look, NO_FILTERS } from './search';
import { Board } from './timeline/board';
import { type BoardRow, rowsByPerson, rowsByVenue } from './timeline/rows';
import type { Drag } from './timeline/use-drag';
import { Tray } from './tray';
import { type useCalendar, useMarks } from './use-calendar';
import { dayText, spanText, timeText } from './words';

const GridViews = lazy(async () => ({ default: (await import('./views/grid-views')).GridViews }));
const Agenda = lazy(async () => ({ default: (await import('./views/agenda')).Agenda }));

const NONE: readonly never[] = [];

interface Props {
  readonly search: CalendarSearch;
  readonly look: Look;
  readonly phone: boolean;
  readonly now: number;
  readonly today: string;
  readonly calendar: ReturnType<typeof useCalendar>;
  readonly move: ReturnType<typeof useMove>;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly canCreate: boolean;
  readonly announce: (text: string) => void;
  readonly onOpen: (id: number) => void;
  readonly onDay: (day: string) => void;
  readonly onPick: (day: string) => void;
  readonly onCreate: (start: number, end: number, venue?: number) => void;
  readonly onReset: (change: Partial<CalendarSearch>) => void;
}

function Empty({ search, canCreate, onReset }: Pick<Props, 'search' | 'canCreate' | 'onReset'>) {
  const { t } = useTranslation('schedule');
  if (isFiltered(search)) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} stroke={1.6} />}
        title={t('empty.filtered')}
        actions={
          <Button variant="default" onClick={() => onReset(NO_FILTERS)}>
            {t('empty.drop')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconCalendarEvent size={24} stroke={1.6} />}
      title={t('empty.title')}
      text={t(canCreate ? 'empty.text' : 'empty.own')}
      actions={
        canCreate ? (
          <Button
            leftSection={<IconPlus size={16} stroke={1.8} />}
            renderRoot={(props) => <Link {...props} to="/schedule/new" />}
          >
            {t('empty.create')}
          </Button>
        ) : null
      }
    />
  );
}

function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} height={76} mb={8} />
      ))}
    </div>
  );
}

function NoRows({ by }: { by: 'venue' | 'person' }) {
  const { t } = useTranslation('schedule');
  return by === 'venue' ? (
    <EmptyState
      icon={<IconBuildingArch size={24} stroke={1.6} />}
      title={t('empty.venues')}
      text={t('empty.venuesText')}
    />
  ) : (
    <EmptyState icon={<IconUsers size={24} stroke={1.6} />} title={t('empty.people')} />
  );
}

/** The board of venues or people, with the tray of what has no venue under it. */
function RowsView(props: Props & { by: 'venue' | 'person' }) {
  const { by, search, look, calendar, move, announce } = props;
  const { t } = useTranslation('schedule');
  const { events } = calendar;
  const resources = useQuery(resourcesOptions(by === 'venue' ? 'venue' : 'staff'));
  const shown = useMemo(() => {
    const wanted = by === 'venue' ? search.venue : search.person;
    return (resources.data?.items ?? NONE)
      .filter(({ id, is_active, department }) =>
        wanted
          ? wanted.includes(id)
          : is_active &&
            (by === 'venue' || !search.department || search.department.includes(department?.id ?? 0)),
      )
      .map(({ id, name, subtitle }) => ({ id, name, about: subtitle }));
  }, [resources.data, by, search.venue, search.person, search.department]);
  const absences =
    useQuery({
      ...absencesOptions(rangeOfDays(look.period.from, look.period.days)),
      enabled: by === 'person',
    }).data?.items ?? NONE;
  const rows = useMemo(
    () => (by === 'venue' ? rowsByVenue(shown, events) : rowsByPerson(shown, events, absences)),
    [by, shown, events, absences],
  );
  const loose = useMemo(
    () => (by === 'venue' ? events.filter((event) => event.venueId === null && !event.cancelled) : NONE),
    [by, events],
  );
  const find = useCallback((id: number) => events.find((event) => event.id === id), [events]);
  const words = (drag: Drag, row: BoardRow | undefined) => ({
    title: drag.event?.row.title ?? '',
    day: dayText(drag.start),
    time: spanText(drag.start, drag.end),
    venue: row?.by === 'venue' ? row.name : (drag.event?.row.venue?.name ?? t('noVenue')),
  });
  const drop = (drag: Drag, row: BoardRow) => {
    if (drag.mode === 'new') return props.onCreate(drag.start, drag.end, row.id);
    if (!drag.event) return;
    announce(
      drag.mode === 'move'
        ? t('drag.dropped', words(drag, row))
        : t('drag.resized', {
            title: drag.event.row.title,
            from: timeText(drag.start),
            to: timeText(drag.end),
          }),
    );
    void move.request({
      event: drag.event,
      start: drag.start,
      end: drag.end,
      venue: row.by === 'venue' ? { id: row.id, name: row.name } : drag.event.row.venue,
    });
  };
  if (resources.isPending || calendar.query.isPending) return <Waiting />;
  return (
    <div className={classes.stage} data-drag-root>
      <Board
        rows={rows}
        show={look.show}
        period={look.period}
        label={t('label.board', { period: periodTitle(look.show, look.day) })}
        corner={t(`label.corner.${by}`)}
        now={props.now}
        clashes={calendar.clashes}
        opened={search.event}
        proposal={move.proposal}
        find={find}
        canMove={props.canMove}
        canCreate={props.canCreate && by === 'venue'}
        onOpen={props.onOpen}
        onDay={props.onDay}
        onDragStart={(drag) => {
          if (drag.event) announce(t('drag.started', { title: drag.event.row.title }));
        }}
        onDrop={drop}
        onDragCancel={(drag) => {
          if (drag.event) announce(t('drag.cancelled', { title: drag.event.row.title }));
        }}
        empty={rows.length === 0 ? <NoRows by={by} /> : null}
      />
      <Tray events={loose} away={move.proposal?.event.id} movable={props.canMove} onOpen={props.onOpen} />
    </div>
  );
}

/** The events of the chosen day, under the phone's month. */
function DayList({ calendar, look, onOpen }: Props) {
  const { t } = useTranslation('schedule');
  const start = wallMinutes(look.day);
  const events = calendar.events.filter((event) => event.start < start + 1440 && event.end > start);
  if (calendar.query.isPending) return <Waiting />;
  if (events.length === 0) return <p className={classes.quiet}>{t('empty.day')}</p>;
  return (
    <Suspense fallback={<Waiting />}>
      <Agenda events={events} clashes={calendar.clashes} period={periodOf('day', look.day)} onOpen={onOpen} />
    </Suspense>
  );
}

/** The calendar itself, in the chosen form. */
export function Stage(props: Props) {
  const { look, calendar, phone } = props;
  if (look.rows !== 'none') return <RowsView key={look.rows} {...props} by={look.rows} />;
  if (phone && look.show === 'month') {
    return (
      <div className={classes.stage}>
        <MiniMonth
          large
          day={look.day}
          today={props.today}
          shown={periodOf('day', look.day)}
          useMarks={useMarks}
          onPick={props.onPick}
        />
        <DayList {...props} />
      </div>
    );
  }
  if (calendar.query.isPending) return <Waiting />;
  if (look.show === 'list') {
    if (calendar.events.length === 0) return <Empty {...props} />;
    return (
      <Suspense fallback={<Waiting />}>
        <Agenda
          events={calendar.events}
          clashes={calendar.clashes}
          period={look.period}
          onOpen={props.onOpen}
        />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={<Waiting />}>
      <GridViews
        show={look.show}
        day={look.day}
        today={props.today}
        now={props.now}
        events={calendar.events}
        clashes={calendar.clashes}
        canMove={props.canMove}
        canCreate={props.canCreate && !phone}
        onOpen={props.onOpen}
        onDay={props.onDay}
        onMove={(event, start, end) => void props.move.request({ event, start, end, venue: event.row.venue })}
        onCreate={props.onCreate}
      />
    </Suspense>
  );
}
