import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOut, EventOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { EmptyState } from '@/shared/ui/state';
import { timeOf, toWall } from '../../time';
import { AddCallsDialog } from './add-calls-dialog';
import { CallRow } from './call-row';
import classes from './call-sheet.module.css';
import { answerOf, byDepartment, byTime, comesAt, type Group } from './calls';
import type { useForced } from './use-forced';

/** Free people are looked up at once for that many open roles; for the rest when asked. */
const EAGER = 6;
const NAMED = 2;

function useSummary(event: EventOut) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  return (group: Group) => {
    const names = group.calls.flatMap(({ person }) => (person ? [person.short_name] : []));
    const first = group.calls[0];
    const at = first ? timeOf(toWall(comesAt(first, event), event.timezone)) : '';
    const rest = names.length - NAMED;
    const more = rest > 0 ? <u> {t('schedulePage:sheet.more', { count: rest })}</u> : null;
    return (
      <small>
        {names.slice(0, NAMED).join(', ')}
        {more}, {t('schedulePage:sheet.since', { time: at })}
      </small>
    );
  };
}

interface GroupProps {
  readonly group: Group;
  readonly event: EventOut;
  readonly time: boolean;
  readonly answers: boolean;
  /** The only group stays open. */
  readonly only: boolean;
  readonly eager: ReadonlySet<number>;
  readonly mayChange: (call: CallOut) => boolean;
  readonly forced: ReturnType<typeof useForced>;
}

function GroupRows({ group, event, time, answers, only, eager, mayChange, forced }: GroupProps) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const summary = useSummary(event);
  // Whole departments that have all answered take one line.
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? (time || !answers || only || group.open > 0 || group.calls.length < 2);
  const name = time
    ? timeOf(toWall(group.key, event.timezone))
    : (group.name ?? t('schedulePage:sheet.noDepartment'));
  const total = group.calls.length;
  const columns = answers ? 5 : 4;
  return (
    <tbody>
      <tr className={classes.group}>
        <th colSpan={columns} scope="colgroup">
          <button type="button" aria-expanded={open} onClick={() => setOpened(!open)}>
            <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
            {time ? null : <IconUsers size={16} stroke={1.6} aria-hidden="true" />}
            <b>{name}</b>
            {answers ? (
              <span data-tone={group.confirmed === total ? 'ok' : 'warn'}>
                {t('schedulePage:sheet.of', { n: group.confirmed, total })}
              </span>
            ) : (
              <span>{total}</span>
            )}
            {open ? null : summary(group)}
          </button>
        </th>
      </tr>
      {open
        ? group.calls.map((call) => (
            <CallRow
              key={call.id}
              call={call}
              event={event}
              answers={answers}
              eager={eager.has(call.id)}
              mayChange={mayChange(call)}
              forced={forced}
            />
          ))
        : null}
    </tbody>
  );
}

/** Who is called, as what and when, and what they have answered. */
export function CallSheet({ event, forced }: { event: EventOut; forced: ReturnType<typeof useForced> }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const can = useCan();
  const [order, setOrder] = useState<'department' | 'time'>('department');
  const [adding, setAdding] = useState(false);
  const calls = event.participants;
  const time = order === 'time';
  const groups = time ? byTime(event) : byDepartment(event);
  const cancelled = event.status === 'cancelled';
  const plans = can('schedule:update', event);
  const mayChange = (call: CallOut) => !cancelled && (plans || can('schedule:update', call));
  // Others' answers are told to planners alone; whoever reads a part of them would count a part.
  const answers = event.people.confirmed !== null;
  const confirmed = calls.filter((call) => answerOf(call) === 'confirmed').length;
  const people = calls.filter(({ person }) => person !== null).length;
  const eager = new Set(
    calls
      .filter((call) => ['open', 'declined'].includes(answerOf(call)) && mayChange(call))
      .slice(0, EAGER)
      .map(({ id }) => id),
  );
  return (
    <section className={classes.sheet} aria-label={t('schedulePage:sheet.title')}>
      <header className={classes.head}>
        <h2>{t('schedulePage:sheet.title')}</h2>
        {people > 0 ? (
          <span>
            {t('schedulePage:sheet.people', { count: people })}
            {answers ? `, ${t('schedulePage:sheet.confirmed', { n: confirmed })}` : ''}
          </span>
        ) : null}
        <span className={classes.grow} />
        {calls.length > 0 ? (
          <SegmentedControl
            aria-label={t('schedulePage:sheet.order')}
            data={[
              { value: 'department', label: t('schedulePage:sheet.byDepartment') },
              { value: 'time', label: t('schedulePage:sheet.byTime') },
            ]}
            value={order}
            onChange={(value) => setOrder(value === 'time' ? 'time' : 'department')}
          />
        ) : null}
        {can('schedule:update') && !cancelled ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconUserPlus size={16} stroke={1.6} />}
            onClick={() => setAdding(true)}
          >
            {t('schedulePage:sheet.add')}
          </Button>
        ) : null}
      </header>
      {calls.length === 0 ? (
        <EmptyState
          title={t('schedulePage:sheet.empty')}
          text={plans && !cancelled ? t('schedulePage:sheet.emptyText') : ''}
        />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('people.role')}</th>
              <th scope="col">{t('people.person')}</th>
              <th scope="col">{t('people.call')}</th>
              {answers ? <th scope="col">{t('schedulePage:sheet.answer')}</th> : null}
              <th>
                <span className="visually-hidden">{t('schedulePage:sheet.acts')}</span>
              </th>
            </tr>
          </thead>
          {groups.map((group) => (
            <GroupRows
              key={`${order}-${group.key}`}
              group={group}
              event={event}
              time={time}
              answers={answers}
              only={groups.length === 1}
              eager={eager}
              mayChange={mayChange}
              forced={forced}
            />
          ))}
        </table>
      )}
      {adding ? <AddCallsDialog event={event} forced={forced} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
