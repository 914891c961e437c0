import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { formatDate, formatTime, theatreToday } from '@/shared/lib/dates';
import { ErrorState } from '@/shared/ui/state';
import { resourcesOptions } from '../../queries';
import { dayOf, toWall } from '../../time';
import { historyOptions, venuesOptions } from '../queries';
import { tellHistory } from './history-words';
import classes from './side.module.css';

const SHOWN = 8;

/** Day and hour; of today the hour alone. */
function When({ at }: { at: string }) {
  const { t } = useTranslation('common');
  const today = dayOf(toWall(at)) === theatreToday();
  return (
    <time dateTime={at}>
      {today ? t('today') : formatDate(at)} {formatTime(at)}
    </time>
  );
}

/** What has happened to the event, in words, the newest first. */
export function History({ event }: { event: EventOut }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const query = useQuery(historyOptions(event.id));
  const staff = useQuery(resourcesOptions('staff')).data?.items ?? [];
  const venues = useQuery(venuesOptions()).data?.items ?? [];
  const [all, setAll] = useState(false);
  const called = event.participants.flatMap(({ person }) => (person ? [[person.id, person.short_name]] : []));
  const names = {
    people: new Map<number, string>([
      ...staff.map(({ id, name }) => [id, name] as const),
      ...called.map(([id, name]) => [Number(id), String(name)] as const),
    ]),
    venues: new Map(venues.map(({ id, name }) => [id, name])),
    items: new Map(event.inventory.map(({ item }) => [item.id, item.name])),
  };
  const told = query.data ? tellHistory(query.data.items, event, names) : [];
  const born = query.data?.items.some((entry) => entry.entity === 'event' && entry.action === 'create');
  const shown = all ? told : told.slice(0, SHOWN);
  return (
    <section className={classes.part} aria-label={t('schedulePage:history.title')}>
      <h2>{t('schedulePage:history.title')}</h2>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <div aria-busy="true">
          <Skeleton height={12} width="80%" my={8} />
          <Skeleton height={12} width="60%" my={8} />
        </div>
      ) : (
        <ol className={classes.line}>
          {shown.map(({ at, actor, lines: [first, ...rest], grave }) => (
            <li key={`${at}-${actor}`} data-grave={grave || undefined}>
              <b>{first}</b>
              {rest.map((line) => (
                <span key={line}>{line}</span>
              ))}
              <small>
                <When at={at} />
                {actor ? ` · ${actor}` : ''}
              </small>
            </li>
          ))}
          {born || (told.length > SHOWN && !all) ? null : (
            <li>
              <b>{t('schedulePage:history.created')}</b>
              <small>
                <When at={event.created_at} />
                {event.created_by ? ` · ${event.created_by.short_name}` : ''}
              </small>
            </li>
          )}
        </ol>
      )}
      {told.length > SHOWN && !all ? (
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          {t('schedulePage:history.all', { count: told.length })}
        </Button>
      ) : null}
    </section>
  );
}
