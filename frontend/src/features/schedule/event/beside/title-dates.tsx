import { Button, Skeleton } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import kind from '../../calendar/kind.module.css';
import { dayShort } from '../../calendar/period';
import { dayOf, timeOf, toWall } from '../../time';
import { typeLook } from '../../vocabulary';
import { datesOptions } from '../queries';
import classes from './beside.module.css';

const SHOWN = 6;
const MINUTE_MS = 60_000;

/** When a title is played or rehearsed next. */
export function TitleDates({ titleId, archived }: { titleId: number; archived: boolean }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const can = useCan();
  const [all, setAll] = useState(false);
  const [now] = useState(() => new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString());
  const query = useQuery({
    ...datesOptions({ performance: [titleId], from: now }),
    enabled: can('schedule:read'),
  });
  if (!can('schedule:read')) return null;
  const rows = query.data?.items ?? [];
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Section
      title={t('schedulePage:dates.title')}
      aside={
        can('schedule:create') && !archived ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconCalendarPlus size={16} stroke={1.6} />}
            renderRoot={(props) => <Link {...props} to="/schedule/new" search={{ performance: titleId }} />}
          >
            {t('schedulePage:dates.plan')}
          </Button>
        ) : undefined
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={72} aria-busy="true" />
      ) : rows.length === 0 ? (
        <p className={classes.none}>{t('schedulePage:dates.none')}</p>
      ) : (
        <ul className={classes.list}>
          {shown.map((row) => {
            const { icon: Glyph, kind: name } = typeLook[row.event_type];
            const wall = toWall(row.starts_at, row.timezone);
            return (
              <li
                key={row.id}
                className={`${kind.kind} ${classes.date}`}
                data-kind={name}
                data-cancelled={row.status === 'cancelled' || undefined}
              >
                <Link to="/schedule/$eventId" params={{ eventId: row.id }}>
                  <Glyph size={16} stroke={1.6} aria-hidden="true" />
                  {dayShort(dayOf(wall))}, {timeOf(wall)}
                </Link>
                <span>
                  {t(`schedule:type.${row.event_type}`)} ·{' '}
                  {row.status === 'cancelled'
                    ? t('schedule:status.cancelled')
                    : (row.venue?.name ?? row.tour_city ?? t('schedule:noVenue'))}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {rows.length > shown.length ? (
        <Button size="xs" variant="default" className={classes.more ?? ''} onClick={() => setAll(true)}>
          {t('schedulePage:related.more', { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </Section>
  );
}
