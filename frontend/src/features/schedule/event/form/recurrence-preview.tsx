import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDraft } from '@/api/gen';
import { errorMessage } from '@/api/problem';
import { FormError } from '@/shared/ui/form/form-error';
import { dayShort } from '../../calendar/period';
import { ConflictList } from '../../conflicts';
import { dayOf, timeOf, toWall } from '../../time';
import type { Conflict } from '../../types';
import { previewOptions } from '../queries';
import classes from './recurrence.module.css';

const SHOWN = 24;

const worst = (conflicts: readonly Conflict[]) =>
  conflicts.some(({ severity }) => severity === 'hard') ? 'hard' : conflicts.length > 0 ? 'soft' : undefined;

/** The dates that the rule gives, and what stands in the way of each. */
export function RecurrencePreview({ body, zone }: { body: EventDraft | null; zone: string }) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const query = useQuery(previewOptions(body));
  const [all, setAll] = useState(false);
  /** The date whose conflicts are read. */
  const [opened, setOpened] = useState<string | null>(null);
  if (body === null) return null;
  if (query.isError) {
    return (
      <p className={classes.preview} role="alert">
        <FormError>{query.error.errors[0]?.message ?? errorMessage(query.error)}</FormError>
      </p>
    );
  }
  const preview = query.data;
  if (!preview) return <Skeleton className={classes.preview ?? ''} height={72} aria-busy="true" />;
  const { dates, text } = preview;
  const hard = dates.filter(({ conflicts }) => worst(conflicts) === 'hard').length;
  const looked = dates.find(({ starts_at }) => starts_at === opened);
  const shown = all ? dates : dates.slice(0, SHOWN);
  return (
    <div
      className={`${classes.preview} ${query.isPlaceholderData ? classes.stale : ''}`}
      aria-live="polite"
      aria-busy={query.isFetching}
    >
      <p className={classes.sum}>
        <b>{text}</b>{' '}
        <span>
          {t('repeat.dates', { count: dates.length })}
          {hard > 0 ? `, ${t('repeat.clashing', { count: hard })}` : ''}
        </span>
      </p>
      <ul className={classes.dates}>
        {shown.map(({ starts_at, conflicts }) => {
          const severity = worst(conflicts);
          const Glyph = severity === 'hard' ? IconX : severity === 'soft' ? IconAlertTriangle : IconCheck;
          const wall = toWall(starts_at, zone);
          const words = (
            <>
              <Glyph size={14} stroke={1.8} aria-hidden="true" />
              {dayShort(dayOf(wall))}, {timeOf(wall)}
              <span className="visually-hidden">
                {severity
                  ? t('schedule:conflictCount', { count: conflicts.length })
                  : t('schedule:conflict.none')}
              </span>
            </>
          );
          return (
            <li key={starts_at}>
              {severity ? (
                <button
                  type="button"
                  className={classes.occurrence}
                  data-severity={severity}
                  aria-expanded={opened === starts_at}
                  onClick={() => setOpened(opened === starts_at ? null : starts_at)}
                >
                  {words}
                </button>
              ) : (
                <span className={classes.occurrence}>{words}</span>
              )}
            </li>
          );
        })}
      </ul>
      {dates.length > SHOWN && !all ? (
        <div>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('repeat.showAll', { count: dates.length })}
          </Button>
        </div>
      ) : null}
      {looked && looked.conflicts.length > 0 ? <ConflictList conflicts={looked.conflicts} /> : null}
    </div>
  );
}
