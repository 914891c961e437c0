import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCloudUp,
  IconHelpCircle,
  IconX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MyCall } from '@/api/gen';
import { useWaits } from '@/app/given-answers';
import { formatTime, theatreZone } from '@/shared/lib/dates';
import kind from '../calendar/kind.module.css';
import { dayShort } from '../calendar/period';
import { dayOf, timeOf, toWall, wallNow } from '../time';
import { SHOW_TYPES, typeLook } from '../vocabulary';
import classes from './call-card.module.css';
import { stateOf } from './my-call';

/** `17.11, 21:04`; of today the hour alone. */
export function answeredAt(instant: string): string {
  const wall = toWall(instant);
  const day = dayOf(wall);
  if (day === dayOf(wallNow())) return timeOf(wall);
  return `${day.slice(8)}.${day.slice(5, 7)}, ${timeOf(wall)}`;
}

function Answer({ call, onReconsider }: { call: MyCall; onReconsider: () => void }) {
  const { t } = useTranslation('scheduleCalls');
  const at = call.responded_at ? answeredAt(call.responded_at) : '';
  const said =
    call.status === 'confirmed'
      ? { tone: 'ok', icon: IconCheck, text: t('confirmed', { at }) }
      : call.status === 'declined'
        ? {
            tone: 'bad',
            icon: IconX,
            text: t('declined', { at, reason: t(`reason.${call.decline_reason ?? 'other'}`) }),
          }
        : { tone: 'warn', icon: IconHelpCircle, text: t('tentative', { at }) };
  const Glyph = said.icon;
  const waits = useWaits(call.event.id);
  return (
    <div className={classes.answer}>
      <span data-tone={said.tone}>
        <Glyph size={18} stroke={1.9} aria-hidden="true" />
        {said.text}
      </span>
      {waits ? (
        <span data-tone="warn">
          <IconCloudUp size={18} stroke={1.6} aria-hidden="true" />
          {t('waits')}
        </span>
      ) : null}
      <button type="button" className={classes.again} onClick={onReconsider}>
        {t('reconsider')}
      </button>
    </div>
  );
}

interface Props {
  readonly call: MyCall;
  readonly now: number;
  readonly busy: 'confirm' | 'decline' | null;
  readonly onConfirm: () => void;
  readonly onDecline: () => void;
  readonly onReconsider: () => void;
}

/** One call: when to come and until when, to what, where and as whom; and what one has answered. */
export function CallCard({ call, now, busy, onConfirm, onDecline, onReconsider }: Props) {
  const { t } = useTranslation(['scheduleCalls', 'schedule']);
  const state = stateOf(call, now);
  const { event, timezone } = call;
  const come = toWall(call.call_at, timezone);
  const end = toWall(call.until, timezone);
  const start = timeOf(toWall(event.starts_at, timezone));
  const time = timeOf(come);
  const show = SHOW_TYPES.has(event.event_type);
  // What a show is called after is known; of everything else its kind says more.
  const name = show
    ? [event.title, call.role]
    : [event.title, t(`schedule:type.${event.event_type}`).toLocaleLowerCase()];
  const facts = [
    call.place ?? t('schedule:noVenue'),
    show ? null : call.role,
    start === time ? null : t('starts', { time: start }),
    timezone === theatreZone() ? null : t('localTime'),
  ];
  const before = call.previous_call_at ? toWall(call.previous_call_at, timezone) : null;
  const moved = before !== null && before !== come;
  const beforeText =
    before &&
    (dayOf(before) === dayOf(come) ? timeOf(before) : `${dayShort(dayOf(before))}, ${timeOf(before)}`);
  const asked = state === 'waiting' && call.asked_again;
  return (
    <li
      className={`${kind.kind} ${classes.call}`}
      data-kind={typeLook[event.event_type].kind}
      data-state={state}
      data-cancelled={state === 'cancelled' || undefined}
    >
      {asked ? (
        <p className={classes.changed}>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
          {moved && beforeText ? t('changed', { time: beforeText }) : t('changedPlace')}
        </p>
      ) : null}
      <div className={classes.body}>
        <time dateTime={call.call_at} className={classes.time}>
          <b>{time}</b>
          <small>
            {dayOf(end) === dayOf(come)
              ? t('until', { time: timeOf(end) })
              : t('untilDay', { time: timeOf(end), day: dayShort(dayOf(end)) })}
          </small>
        </time>
        <div className={classes.what}>
          <Link to="/schedule/$eventId" params={{ eventId: event.id }}>
            {name.filter(Boolean).join(', ')}
          </Link>
          <small>{facts.filter(Boolean).join(' · ')}</small>
          {call.description ? <p>{call.description}</p> : null}
        </div>
      </div>
      {state === 'cancelled' ? (
        <p className={classes.answer}>
          <span data-tone="bad">
            <IconBan size={18} stroke={1.8} aria-hidden="true" />
            {call.cancel_reason ? t('cancelledWhy', { reason: call.cancel_reason }) : t('cancelled')}
          </span>
        </p>
      ) : state === 'past' ? (
        <p className={classes.answer}>
          <span>{t('past')}</span>
        </p>
      ) : state === 'waiting' ? (
        <div className={classes.pair}>
          <Button
            variant="default"
            size="xl"
            loading={busy === 'decline'}
            disabled={busy === 'confirm'}
            onClick={onDecline}
            aria-label={`${t('decline')}: ${event.title}, ${formatTime(call.call_at)}`}
          >
            {t('decline')}
          </Button>
          <Button
            size="xl"
            loading={busy === 'confirm'}
            disabled={busy === 'decline'}
            leftSection={<IconCheck size={20} stroke={1.9} />}
            onClick={onConfirm}
            aria-label={`${t('confirmTime', { time })}: ${event.title}`}
          >
            {asked ? t('confirmTime', { time }) : t('confirm')}
          </Button>
        </div>
      ) : (
        <Answer call={call} onReconsider={onReconsider} />
      )}
    </li>
  );
}
