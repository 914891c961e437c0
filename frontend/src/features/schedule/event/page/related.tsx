import { Button } from '@mantine/core';
import { IconCalendarRepeat, IconMasksTheater } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOut, EventRow } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { dayShort } from '../../calendar/period';
import { dayOf, timeOf, toWall } from '../../time';
import { statusLook } from '../../vocabulary';
import { datesOptions } from '../queries';
import classes from './side.module.css';

const SHOWN = 5;

function DateLink({ row, here }: { row: EventRow; here: boolean }) {
  const { t } = useTranslation('schedule');
  const wall = toWall(row.starts_at, row.timezone);
  const text = `${dayShort(dayOf(wall))}, ${timeOf(wall)}`;
  const Glyph = row.status === 'cancelled' ? statusLook.cancelled.icon : null;
  return (
    <li data-cancelled={row.status === 'cancelled' || undefined}>
      {here ? (
        <b aria-current="true">{text}</b>
      ) : (
        <Link to="/schedule/$eventId" params={{ eventId: row.id }}>
          {text}
        </Link>
      )}
      <small>
        {Glyph ? <Glyph size={14} stroke={1.8} aria-hidden="true" /> : null}
        {row.status === 'cancelled'
          ? t('status.cancelled')
          : (row.venue?.name ?? row.tour_city ?? t('noVenue'))}
      </small>
    </li>
  );
}

function Dates({
  title,
  query,
  here,
}: {
  title: string;
  query: { performance?: number[]; series?: number[] };
  here: number;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  // The moment the page was opened: a new one each time would be a new question each time.
  const [now] = useState(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
  const [all, setAll] = useState(false);
  const rows = useQuery(datesOptions({ ...query, from: now })).data?.items ?? [];
  const others = rows.filter(({ id }) => id !== here);
  if (others.length === 0) return null;
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.dates}>
        {shown.map((row) => (
          <DateLink key={row.id} row={row} here={row.id === here} />
        ))}
        {rows.length > shown.length ? (
          <li>
            <Button size="xs" variant="default" onClick={() => setAll(true)}>
              {t('schedulePage:related.more', { count: rows.length - shown.length })}
            </Button>
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** What the event belongs to: its title, the other dates of its series and of the title. */
export function Related({ event }: { event: EventOut }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const can = useCan();
  const { performance, series } = event;
  if (!performance && !series) return null;
  return (
    <section className={classes.part} aria-label={t('schedulePage:related.title')}>
      <h2>{t('schedulePage:related.title')}</h2>
      {performance ? (
        <p className={classes.link}>
          <IconMasksTheater size={16} stroke={1.6} aria-hidden="true" />
          {can('performance:read') ? (
            <Link to="/performances/$titleId" params={{ titleId: performance.id }}>
              {performance.title}
            </Link>
          ) : (
            performance.title
          )}
        </p>
      ) : null}
      {series ? (
        <>
          <p className={classes.link}>
            <IconCalendarRepeat size={16} stroke={1.6} aria-hidden="true" />
            <span>{series.text}</span>
          </p>
          <Dates title={t('schedulePage:related.series')} query={{ series: [series.id] }} here={event.id} />
        </>
      ) : performance ? (
        <Dates
          title={t('schedulePage:related.dates')}
          query={{ performance: [performance.id] }}
          here={event.id}
        />
      ) : null}
    </section>
  );
}
