import { Popover } from '@mantine/core';
import {
  type Icon,
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconQuestionMark,
  IconUserX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type CallOut, type EventOut, updateCall } from '@/api/gen';
import { useMe } from '@/app/use-me';
import { notify } from '@/shared/ui/notify/notify';
import { dayShort } from '../../calendar/period';
import { answeredAt } from '../../people/call-card';
import { dayOf, timeOf, toWall } from '../../time';
import { substitutesOptions } from '../queries';
import { CallMenu } from './call-menu';
import classes from './call-sheet.module.css';
import { type Answer, answerOf, comesAt } from './calls';
import type { useForced } from './use-forced';

const looks: Readonly<Record<Exclude<Answer, 'hidden'>, { tone: 'ok' | 'warn' | 'bad'; icon: Icon }>> = {
  confirmed: { tone: 'ok', icon: IconCheck },
  tentative: { tone: 'warn', icon: IconQuestionMark },
  waiting: { tone: 'warn', icon: IconClock },
  again: { tone: 'warn', icon: IconClock },
  declined: { tone: 'bad', icon: IconUserX },
  open: { tone: 'bad', icon: IconHelpCircle },
};

/** What somebody has answered: sign, word, colour; when, and why not. */
function AnswerText({ call, event }: { call: CallOut; event: EventOut }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'scheduleCalls']);
  const answer = answerOf(call);
  if (answer === 'hidden') return null;
  const { tone, icon: Glyph } = looks[answer];
  const at = call.responded_at ? answeredAt(call.responded_at) : '';
  const before = call.answered_call_at;
  const was = before !== null && before !== comesAt(call, event) ? toWall(before, event.timezone) : null;
  const come = toWall(comesAt(call, event), event.timezone);
  const note =
    answer === 'again' && was
      ? t('schedulePage:answer.was', {
          time: dayOf(was) === dayOf(come) ? timeOf(was) : `${timeOf(was)}, ${dayShort(dayOf(was))}`,
        })
      : null;
  const reason = call.decline_reason ? t(`scheduleCalls:reason.${call.decline_reason}`) : null;
  return (
    <>
      <span className={classes.state} data-tone={tone}>
        <Glyph size={16} stroke={1.8} aria-hidden="true" />
        {answer === 'declined' && reason ? (
          <>
            <span className="screen-only">{t('schedulePage:answer.declinedWhy', { reason })}</span>
            <span className="paper-only">{t('schedulePage:answer.declined')}</span>
          </>
        ) : (
          t(`schedulePage:answer.${answer === 'again' ? 'waiting' : answer}`)
        )}
      </span>
      {answer === 'confirmed' || answer === 'declined' || answer === 'tentative' ? (
        <span className={classes.note}>{at}</span>
      ) : null}
      {note ? <span className={classes.note}>{note}</span> : null}
      {call.comment ? <span className={`${classes.note} screen-only`}>{call.comment}</span> : null}
    </>
  );
}

/** Who could come instead; the first of them in one click. */
function Free({
  call,
  event,
  eager,
  onTake,
}: {
  call: CallOut;
  event: EventOut;
  eager: boolean;
  onTake: (person: { id: number; short_name: string }) => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const [opened, setOpened] = useState(false);
  const { data, isPending, isError } = useQuery({
    ...substitutesOptions(event.id, call.id),
    enabled: eager || opened,
  });
  const people = data?.items ?? [];
  const first = people[0];
  if (eager && data && !first) return <span className={classes.note}>{t('schedulePage:free.none')}</span>;
  return (
    <span className={classes.free}>
      {first ? (
        <button
          type="button"
          className={classes.link}
          aria-label={t('schedulePage:free.assign', { name: first.short_name, role: call.role ?? '' })}
          onClick={() => onTake(first)}
        >
          {t('schedulePage:free.one', { name: first.short_name })}
        </button>
      ) : null}{' '}
      {first && people.length === 1 ? null : (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal>
          <Popover.Target>
            <button type="button" className={classes.link} onClick={() => setOpened(!opened)}>
              {first ? t('schedulePage:free.more', { count: people.length - 1 }) : t('schedulePage:free.who')}
            </button>
          </Popover.Target>
          <Popover.Dropdown p={0} aria-label={t('schedulePage:free.who')}>
            <div className={classes.people} aria-busy={isPending}>
              {isPending ? (
                <p>{t('schedulePage:free.looking')}</p>
              ) : isError ? (
                <p>{t('check.failed')}</p>
              ) : people.length === 0 ? (
                <p>{t('schedulePage:free.none')}</p>
              ) : (
                people.map((person) => (
                  <button
                    key={person.id}
                    type="button"
                    onClick={() => {
                      setOpened(false);
                      onTake(person);
                    }}
                  >
                    {person.short_name}
                    <small>{person.played ? t('schedulePage:free.played') : person.department?.name}</small>
                  </button>
                ))
              )}
            </div>
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}

interface Props {
  readonly call: CallOut;
  readonly event: EventOut;
  readonly answers: boolean;
  readonly eager: boolean;
  readonly mayChange: boolean;
  readonly forced: ReturnType<typeof useForced>;
}

export function CallRow({ call, event, answers, eager, mayChange, forced }: Props) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  const me = useMe();
  const answer = answerOf(call);
  const at = toWall(comesAt(call, event), event.timezone);
  const early = dayOf(at) !== dayOf(toWall(event.starts_at, event.timezone));
  const take = (person: { id: number; short_name: string }) => {
    const role = call.role ?? t('schedulePage:sheet.call');
    forced.run({
      title: t('schedulePage:free.refused', { name: person.short_name }),
      run: (override) =>
        updateCall({
          path: { event_id: event.id, call_id: call.id },
          headers: ifMatch(call.version),
          body: { user_id: person.id, override },
        }),
      done: () => notify.done(t('schedulePage:free.taken', { name: person.short_name, role })),
    });
  };
  return (
    <tr>
      <td className={classes.role}>{call.role}</td>
      <td className={classes.person}>
        {call.person ? (
          <>
            {call.person.short_name}
            {call.person.id === me.id ? (
              <span className={classes.own}>{t('schedulePage:sheet.you')}</span>
            ) : null}
          </>
        ) : (
          <span className={classes.nobody}>{t('schedulePage:sheet.nobody')}</span>
        )}
      </td>
      <td className={classes.time}>
        {timeOf(at)}
        {early ? <small className={classes.note}> {dayShort(dayOf(at))}</small> : null}
      </td>
      {answers ? (
        <td>
          <div className={classes.answer}>
            <AnswerText call={call} event={event} />
            {mayChange && (answer === 'open' || answer === 'declined') ? (
              <Free call={call} event={event} eager={eager} onTake={take} />
            ) : null}
          </div>
        </td>
      ) : null}
      <td>{mayChange ? <CallMenu call={call} event={event} forced={forced} /> : null}</td>
    </tr>
  );
}
