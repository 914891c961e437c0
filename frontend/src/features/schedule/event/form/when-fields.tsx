import { useTranslation } from 'react-i18next';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { dayShort } from '../../calendar/period';
import { lengthText } from '../../conflicts';
import { addInstantMinutes, dayOf, timeOf, toInstant, toWall, type Wall } from '../../time';
import { withDate, withStart } from '../changes';
import { type EventDraft, effective, type Facts, LONG_TYPES, MAX_TAIL_MINUTES, NEVER_READY } from '../draft';
import { DayInput } from '../fields/day-input';
import { LengthInput } from '../fields/length-input';
import { daysLater, leadOf, lengthOf, parseClock, timeBefore } from '../times';
import classes from './event-form.module.css';
import type { EventForm } from './use-event-form';

function Length({ draft, facts }: { draft: EventDraft; facts: Facts }) {
  const { t } = useTranslation('scheduleEvent');
  const { span } = effective(draft, facts);
  if (!span) return null;
  const minutes = lengthOf(span, facts.zone);
  if (minutes <= 0) return null;
  const later = daysLater(span);
  return (
    <p className={classes.said} aria-live="polite">
      <span>{dayShort(dayOf(span.from))}</span>
      {later > 0 ? (
        <b>
          {later === 1
            ? t('when.untilNext', { time: timeOf(span.to) })
            : t('when.untilDay', { time: timeOf(span.to), day: dayShort(dayOf(span.to)) })}
        </b>
      ) : null}
      <span>{t('when.length', { length: lengthText(minutes) })}</span>
    </p>
  );
}

/** From when until when the venue is taken, with set-up and strike. */
function Busy({ draft, facts }: { draft: EventDraft; facts: Facts }) {
  const { t } = useTranslation('scheduleEvent');
  const { span, setup, strike } = effective(draft, facts);
  if (!span || lengthOf(span, facts.zone) <= 0) return null;
  const from = toWall(addInstantMinutes(toInstant(span.from, facts.zone), -setup), facts.zone);
  const to = toWall(addInstantMinutes(toInstant(span.to, facts.zone), strike), facts.zone);
  const moment = (wall: Wall) =>
    dayOf(wall) === dayOf(span.from) ? timeOf(wall) : `${timeOf(wall)}, ${dayShort(dayOf(wall))}`;
  return (
    <p className={classes.hint} aria-live="polite">
      {t('when.busy', { from: moment(from), to: moment(to) })} {t('when.busyHint')}
    </p>
  );
}

/** What the title usually needs on the venue, and a way to it when something else stands there. */
function Usual({ form, facts, name }: { form: EventForm; facts: Facts; name: string | null }) {
  const { t } = useTranslation('scheduleEvent');
  if (!facts.tails || name === null) return null;
  const { setup_minutes, strike_minutes, ready_minutes } = facts.tails;
  const now = effective(form.values, facts);
  const same =
    now.setup === setup_minutes && now.strike === strike_minutes && (now.ready ?? null) === ready_minutes;
  return (
    <p className={classes.hint}>
      {t('when.usual', {
        title: name,
        setup: lengthText(setup_minutes),
        strike: lengthText(strike_minutes),
      })}
      {same ? null : (
        <button
          type="button"
          className={classes.link}
          onClick={() => form.setValues({ setup_minutes: null, strike_minutes: null, ready: null })}
        >
          {t('when.setUsual')}
        </button>
      )}
    </p>
  );
}

/** When it is: the day, the clock, and how long the venue is taken around it. */
export function WhenFields({
  form,
  facts,
  titleName,
}: {
  form: EventForm;
  facts: Facts;
  titleName: string | null;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const { values, errors } = form;
  const long = LONG_TYPES.has(values.event_type);
  const now = effective(values, facts);
  const ready = now.ready === null ? '' : timeBefore(values.start, now.ready);
  return (
    <>
      <div className={`${classes.grid} ${long ? classes.timesLong : classes.times}`}>
        <DayInput
          label={t('schedule:field.date')}
          required
          value={values.date}
          onChange={(date) => form.setValues(withDate(values, date))}
          error={errors.date}
        />
        <ClockInput
          label={t('schedule:field.starts')}
          required
          value={values.start}
          onChange={(start) => form.setValues(withStart(values, start))}
          error={errors.start}
        />
        {long ? (
          <DayInput
            label={t('when.endDate')}
            placeholder={t('when.sameDay')}
            clearable
            {...(values.date ? { minDate: values.date } : {})}
            value={values.endDate}
            onChange={(endDate) => form.setFieldValue('endDate', endDate)}
            error={errors.endDate}
          />
        ) : null}
        <ClockInput
          label={t('schedule:field.ends')}
          required
          value={now.end}
          onChange={(end) => form.setFieldValue('end', end)}
          error={errors.end ?? (long ? null : errors.endDate)}
        />
      </div>
      <Length draft={values} facts={facts} />
      <div className={`${classes.grid} ${classes.thirds}`} style={{ marginTop: 'var(--s3)' }}>
        <LengthInput
          label={t('schedule:field.setup')}
          value={now.setup}
          max={MAX_TAIL_MINUTES}
          beside={{ edge: 'before', time: values.start }}
          onChange={(minutes) => form.setFieldValue('setup_minutes', minutes)}
          error={errors.setup_minutes}
        />
        <ClockInput
          label={t('schedule:field.ready')}
          clearable
          placeholder={t('when.never')}
          value={ready}
          onChange={(time) => {
            const clock = parseClock(time);
            if (clock === null || !now.span) return form.setFieldValue('ready', NEVER_READY);
            const lead = leadOf(clock, now.span);
            // After the start means the evening before: the stage is never ready too late.
            form.setFieldValue('ready', lead < 0 ? lead + 1440 : lead);
          }}
          error={errors.ready}
        />
        <LengthInput
          label={t('schedule:field.strike')}
          value={now.strike}
          max={MAX_TAIL_MINUTES}
          beside={{ edge: 'after', time: now.end }}
          onChange={(minutes) => form.setFieldValue('strike_minutes', minutes)}
          error={errors.strike_minutes}
        />
      </div>
      <Busy draft={values} facts={facts} />
      <Usual form={form} facts={facts} name={titleName} />
    </>
  );
}
