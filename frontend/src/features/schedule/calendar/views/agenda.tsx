import { UnstyledButton } from '@mantine/core';
import { AgendaView } from '@mantine/schedule';
import '@mantine/schedule/styles.layer.css';
import { IconAlertTriangle, IconBan, IconRepeat, IconUserQuestion } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../time';
import { statusLook, typeLook } from '../../vocabulary';
import type { CalendarEvent } from '../event';
import kind from '../kind.module.css';
import { dayLong, type Period } from '../period';
import type { Clash } from '../timeline/bar';
import { eventLabel, placeText, spanText } from '../words';
import classes from './agenda.module.css';
import { libraryEvents, libraryLabels, payloadOf, type RenderEvent } from './library';

function Line({ event, clash }: { event: CalendarEvent; clash: Clash | undefined }) {
  const { t } = useTranslation('schedule');
  const { row } = event;
  const Glyph = typeLook[row.event_type].icon;
  const status = statusLook[row.status];
  return (
    <>
      <span className={classes.time}>{spanText(event.start, event.end)}</span>
      <span className={classes.what}>
        <span className={classes.title}>
          <Glyph size={16} stroke={1.7} aria-hidden="true" />
          <b>{row.title}</b>
          {row.series_id === null ? null : <IconRepeat size={13} stroke={1.8} aria-hidden="true" />}
        </span>
        <small>
          {[t(`type.${row.event_type}`), placeText(event), row.department?.name].filter(Boolean).join(' · ')}
        </small>
      </span>
      <span className={classes.marks}>
        {clash && !event.cancelled ? (
          <span data-tone={clash === 'hard' ? 'bad' : 'warn'}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
            {t(`conflict.${clash}`)}
          </span>
        ) : null}
        {row.people.open > 0 && !event.cancelled ? (
          <span data-tone="warn">
            <IconUserQuestion size={14} stroke={1.8} aria-hidden="true" />
            {row.people.open}
          </span>
        ) : null}
        {event.cancelled ? (
          <span>
            <IconBan size={14} stroke={1.8} aria-hidden="true" />
            {t('status.cancelled')}
          </span>
        ) : row.status === 'planned' ? null : (
          <span>
            <status.icon size={14} stroke={1.8} aria-hidden="true" />
            {t(`status.${row.status}`)}
          </span>
        )}
      </span>
    </>
  );
}

const render: RenderEvent = (data, props) => {
  const own = payloadOf(data);
  if (!own) return <UnstyledButton {...props} />;
  const label = eventLabel(own.event, own.clash !== undefined);
  return (
    <UnstyledButton
      {...props}
      className={`${classes.line} ${kind.kind}`}
      data-event={own.event.id}
      data-kind={own.event.kind}
      data-cancelled={own.event.cancelled || undefined}
    >
      <span className="visually-hidden">{label}</span>
      <span className={classes.parts} aria-hidden="true">
        <Line event={own.event} clash={own.clash} />
      </span>
    </UnstyledButton>
  );
};

/** Day after day, as one reads it: the list of the schedule, and the phone's view of it. */
export function Agenda({
  events,
  clashes,
  period,
  onOpen,
}: {
  events: readonly CalendarEvent[];
  clashes: ReadonlyMap<number, Clash>;
  period: Period;
  onOpen: (id: number) => void;
}) {
  const { i18n } = useTranslation('schedule');
  const data = useMemo(() => libraryEvents(events, clashes), [events, clashes]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const labels = useMemo(libraryLabels, [i18n.language]);
  return (
    <AgendaView
      className={classes.agenda ?? ''}
      classNames={{
        agendaViewHeader: classes.hidden ?? '',
        agendaViewBody: classes.body ?? '',
        agendaViewDateGroup: classes.group ?? '',
        agendaViewDateHeader: classes.date ?? '',
      }}
      rangeStart={period.from}
      rangeEnd={addDays(period.from, period.days - 1)}
      events={data}
      labels={labels}
      locale={i18n.language}
      dateHeaderFormat={(date) => dayLong(date.slice(0, 10))}
      renderEvent={render}
      onEventClick={(event) => onOpen(Number(event.id))}
    />
  );
}
