import { Checkbox, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { weekdayShort } from '../../calendar/period';
import { addDays, type Day } from '../../time';
import { DayInput } from '../fields/day-input';
import {
  FREQUENCIES,
  firstRule,
  isLastOfKind,
  MAX_COUNT,
  MAX_INTERVAL,
  MONTHLY,
  nthOf,
  parseRRule,
  type Rule,
  toRRule,
} from '../recurrence';
import classes from './recurrence.module.css';

/** Any Monday: weekdays are named by the days from it on. */
const MONDAY: Day = '2026-11-16';
const WEEK = [0, 1, 2, 3, 4, 5, 6];

function whole(value: number | null, most: number): number {
  return Math.min(Math.max(value ?? 1, 1), most);
}

function Weekdays({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('scheduleEvent');
  return (
    <Checkbox.Group
      label={t('repeat.weekdays')}
      value={rule.weekdays.map(String)}
      onChange={(days) => onChange({ ...rule, weekdays: days.map(Number) })}
    >
      <div className={classes.week}>
        {WEEK.map((index) => (
          <Checkbox
            key={index}
            value={String(index)}
            label={weekdayShort(addDays(MONDAY, index))}
            className={classes.weekday ?? ''}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Monthly({ rule, day, onChange }: { rule: Rule; day: Day; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('scheduleEvent');
  const weekday = t(
    `repeat.nthDay.${WEEKDAY_KEYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mo'}`,
  );
  const words = {
    day: t('repeat.monthDay', { day: Number(day.slice(8)) }),
    nth: t('repeat.monthNth', { nth: nthOf(day), weekday }),
    last: t('repeat.monthLast', { weekday }),
  };
  return (
    <Select
      label={t('repeat.onDay')}
      data={MONTHLY.filter((value) => value !== 'last' || isLastOfKind(day)).map((value) => ({
        value,
        label: words[value],
      }))}
      allowDeselect={false}
      value={rule.monthly}
      onChange={(value) => {
        const monthly = MONTHLY.find((known) => known === value);
        if (monthly) onChange({ ...rule, monthly });
      }}
    />
  );
}

const WEEKDAY_KEYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

function Ends({ rule, day, onChange }: { rule: Rule; day: Day; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('scheduleEvent');
  return (
    <div className={classes.ends}>
      <SegmentedControl
        aria-label={t('repeat.ends')}
        data={[
          { value: 'count', label: t('repeat.byCount') },
          { value: 'until', label: t('repeat.byDate') },
        ]}
        value={rule.ends}
        onChange={(value) => onChange({ ...rule, ends: value === 'until' ? 'until' : 'count' })}
      />
      {rule.ends === 'count' ? (
        <NumberField
          aria-label={t('repeat.count')}
          className={classes.number ?? ''}
          min={1}
          max={MAX_COUNT}
          value={rule.count}
          onChange={(value) => onChange({ ...rule, count: whole(value, MAX_COUNT) })}
        />
      ) : (
        <DayInput
          aria-label={t('repeat.until')}
          {...(classes.date ? { className: classes.date } : {})}
          minDate={day}
          value={rule.until}
          onChange={(until) => onChange({ ...rule, until })}
          error={rule.until === null ? t('repeat.untilWanted') : null}
        />
      )}
    </div>
  );
}

function Fields({ rule, day, onChange }: { rule: Rule; day: Day; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('scheduleEvent');
  return (
    <>
      <div className={classes.every}>
        <span id="repeat-every">{t('repeat.every')}</span>
        <NumberField
          aria-labelledby="repeat-every"
          className={classes.number ?? ''}
          min={1}
          max={MAX_INTERVAL}
          value={rule.interval}
          onChange={(value) => onChange({ ...rule, interval: whole(value, MAX_INTERVAL) })}
        />
        <Select
          aria-label={t('repeat.unit')}
          className={classes.unit ?? ''}
          data={FREQUENCIES.map((value) => ({
            value,
            label: t(`repeat.${value}`, { count: rule.interval }),
          }))}
          allowDeselect={false}
          value={rule.freq}
          onChange={(value) => {
            const freq = FREQUENCIES.find((known) => known === value);
            if (freq) onChange({ ...rule, freq });
          }}
        />
      </div>
      {rule.freq === 'WEEKLY' ? <Weekdays rule={rule} onChange={onChange} /> : null}
      {rule.freq === 'MONTHLY' ? <Monthly rule={rule} day={day} onChange={onChange} /> : null}
      <Ends rule={rule} day={day} onChange={onChange} />
    </>
  );
}

/** How the event repeats. Fields for everybody, the rule itself for those who know RFC 5545. */
export function RecurrenceEditor({
  rule,
  day,
  fixed,
  error,
  onChange,
}: {
  rule: Rule | null;
  day: Day | null;
  /** A saved series: it cannot stop being one here. */
  fixed: boolean;
  error: React.ReactNode;
  onChange: (rule: Rule | null) => void;
}) {
  const { t } = useTranslation('scheduleEvent');
  return (
    <div className={classes.editor}>
      {fixed ? null : (
        <Switch
          label={t('repeat.on')}
          checked={rule !== null}
          disabled={day === null}
          description={day === null ? t('repeat.dayFirst') : null}
          onChange={(event) => onChange(event.currentTarget.checked ? firstRule(day) : null)}
        />
      )}
      {rule && day ? (
        <>
          {rule.raw === null ? (
            <Fields rule={rule} day={day} onChange={onChange} />
          ) : (
            <TextInput
              label={t('repeat.rule')}
              description={t('repeat.ruleHint')}
              value={rule.raw}
              maxLength={500}
              spellCheck={false}
              onChange={(event) => onChange({ ...rule, raw: event.currentTarget.value })}
              error={error}
            />
          )}
          {rule.raw === null && error ? (
            <p className={classes.error} role="alert">
              {error}
            </p>
          ) : null}
          <p className={classes.expert}>
            {rule.raw === null ? <code>{toRRule(rule, day)}</code> : null}
            <button
              type="button"
              onClick={() =>
                onChange(
                  rule.raw === null
                    ? { ...rule, raw: toRRule(rule, day) }
                    : { ...parseRRule(rule.raw, day), raw: null },
                )
              }
            >
              {t(rule.raw === null ? 'repeat.expert' : 'repeat.simple')}
            </button>
          </p>
        </>
      ) : null}
    </div>
  );
}
