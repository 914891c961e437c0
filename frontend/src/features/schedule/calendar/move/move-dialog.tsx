import { Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePlainDate } from '@/shared/lib/dates';
import { DateInput, TimeInput } from '@/shared/ui/date-inputs';
import { lengthText } from '../../conflicts';
import { resourcesOptions } from '../../queries';
import { snapMinutes, timeOf, wallAt, wallFromMinutes, wallMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import { timeText } from '../words';
import type { Change } from './change';
import classes from './move.module.css';

const DAY = 1440;
const NONE = 'none';

/** `19:07` → `19:00`: hands set quarters of an hour. */
function snapTime(time: string): string {
  const minutes = wallMinutes(`2000-01-01 ${time}:00`);
  return Number.isNaN(minutes) ? time : timeOf(wallFromMinutes(snapMinutes(minutes)));
}

/** The keyboard's and the finger's way to move an event: day, time, venue. */
export function MoveDialog({
  event,
  onClose,
  onMove,
}: {
  event: CalendarEvent;
  onClose: () => void;
  onMove: (change: Change) => void;
}) {
  const { t } = useTranslation(['schedule', 'common']);
  const length = event.end - event.start;
  const long = length >= DAY;
  const [day, setDay] = useState<string | null>(event.day);
  const [from, setFrom] = useState(timeText(event.start));
  const [to, setTo] = useState(timeText(event.end));
  const [venueId, setVenueId] = useState<string>(event.venueId === null ? NONE : String(event.venueId));
  const [error, setError] = useState<string | null>(null);
  const venues = (useQuery(resourcesOptions('venue')).data?.items ?? []).filter(
    ({ is_active, id }) => is_active || id === event.venueId,
  );

  /** A new start carries the end along. */
  const start = (value: string) => {
    const before = wallMinutes(`2000-01-01 ${from}:00`);
    const after = wallMinutes(`2000-01-01 ${value}:00`);
    if (!Number.isNaN(before) && !Number.isNaN(after))
      setTo(timeOf(wallFromMinutes(wallMinutes(`2000-01-02 ${to}:00`) + after - before)));
    setFrom(value);
  };

  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (day === null || !/^\d\d:\d\d$/.test(from)) return setError(t('move.wanted'));
    const begins = wallMinutes(wallAt(day, from));
    let ends = begins + length;
    if (!long && to !== timeText(begins + length)) {
      if (!/^\d\d:\d\d$/.test(to)) return setError(t('move.wanted'));
      ends = wallMinutes(wallAt(day, to));
      // An end that seems to lie before the start is after midnight.
      if (ends <= begins) ends += DAY;
    }
    const venue = venues.find(({ id }) => String(id) === venueId);
    onMove({ event, start: begins, end: ends, venue: venue ? { id: venue.id, name: venue.name } : null });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('move.title', { title: event.row.title })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <DateInput
          label={t('move.date')}
          value={day}
          onChange={setDay}
          valueFormat="DD.MM.YYYY"
          dateParser={parsePlainDate}
          required
        />
        <div className={classes.times}>
          <TimeInput
            label={t('move.start')}
            value={from}
            onChange={(changed) => start(changed.currentTarget.value)}
            onBlur={() => start(snapTime(from))}
            step={900}
            required
            data-autofocus
          />
          {long ? null : (
            <TimeInput
              label={t('move.end')}
              value={to}
              onChange={(changed) => setTo(changed.currentTarget.value)}
              onBlur={() => setTo(snapTime(to))}
              step={900}
              required
            />
          )}
        </div>
        <Select
          label={t('move.venue')}
          data={[
            ...venues.map(({ id, name }) => ({ value: String(id), label: name })),
            { value: NONE, label: t('noVenue') },
          ]}
          value={venueId}
          onChange={(value) => setVenueId(value ?? NONE)}
          allowDeselect={false}
        />
        <p className={classes.hint} data-bad={error !== null || undefined} role={error ? 'alert' : undefined}>
          {error ?? t('move.keepLength', { length: lengthText(length) })}
        </p>
        <footer className={classes.foot}>
          <Button type="submit">{t('move.submit')}</Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
