import { Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePlainDate } from '@/shared/lib/dates';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { DateInput } from '@/shared/ui/date-inputs';
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
  const minutes = minutesOf(time);
  return minutes === null ? time : timeOf(wallFromMinutes(snapMinutes(minutes)));
}

/** Minutes of `19:07`; null for anything else, such as a cleared field. */
function minutesOf(time: string): number | null {
  return /^\d\d:\d\d$/.test(time) ? wallMinutes(`2000-01-01 ${time}:00`) : null;
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
  const [kept, setKept] = useState(length);
  const [venueId, setVenueId] = useState<string>(event.venueId === null ? NONE : String(event.venueId));
  const [error, setError] = useState<string | null>(null);
  const venues = (useQuery(resourcesOptions('venue')).data?.items ?? []).filter(
    ({ is_active, id }) => is_active || id === event.venueId,
  );

  /** A new start carries the end along; what is half typed moves nothing. */
  const start = (value: string) => {
    const begins = minutesOf(value);
    if (begins !== null) setTo(timeOf(wallFromMinutes(begins + kept)));
    setFrom(value);
  };
  const end = (value: string) => {
    const [begins, ends] = [minutesOf(from), minutesOf(value)];
    // An end that seems to lie before the start is after midnight.
    if (begins !== null && ends !== null) setKept(ends > begins ? ends - begins : ends + DAY - begins);
    setTo(value);
  };

  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (day === null || minutesOf(from) === null) return setError(t('move.wanted'));
    if (!long && minutesOf(to) === null) return setError(t('move.wanted'));
    const begins = wallMinutes(wallAt(day, from));
    const ends = begins + (long ? length : kept);
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
          <ClockInput
            label={t('move.start')}
            value={from}
            onChange={(time) => start(snapTime(time))}
            required
          />
          {long ? null : (
            <ClockInput label={t('move.end')} value={to} onChange={(time) => end(snapTime(time))} required />
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
          {error ?? t('move.keepLength', { length: lengthText(long ? length : kept) })}
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
