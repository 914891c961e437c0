import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOut, EventOut, MyCall } from '@/api/gen';
import { useGiven } from '@/app/given-answers';
import { useMe } from '@/app/use-me';
import { useNow } from '@/shared/lib/use-now';
import { dayShort } from '../../calendar/period';
import { CallCard } from '../../people/call-card';
import { DeclineSheet, NO_REFUSAL, type RefusalDraft } from '../../people/decline-sheet';
import { joined, newestVersion } from '../../people/my-call';
import { useAnswers } from '../../people/use-answers';
import { dayOf, timeOf, toWall } from '../../time';
import { comesAt } from './calls';
import classes from './event-page.module.css';

const MINUTE_MS = 60_000;

/** The reader's own call as the page of calls shows it. */
function asMine(call: CallOut, event: EventOut): MyCall | null {
  if (call.status === null) return null;
  return {
    id: call.id,
    event,
    event_status: event.status,
    description: null,
    cancel_reason: event.cancel_reason,
    timezone: event.timezone,
    place: [event.tour_city, event.tour_venue_name, event.venue?.name].filter(Boolean).join(', ') || null,
    role: call.role,
    call_at: comesAt(call, event),
    until: event.ends_at,
    status: call.status,
    decline_reason: call.decline_reason,
    comment: call.comment,
    responded_at: call.responded_at,
    call_version: call.call_version,
    asked_again: call.asked_again,
    previous_call_at: call.asked_again ? call.answered_call_at : null,
    planner: event.updated_by ?? event.created_by,
  };
}

/** Whoever is called themselves answers at the top of the page. */
export function OwnCall({ event }: { event: EventOut }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const me = useMe();
  const now = useNow(MINUTE_MS);
  const { confirm, decline, reconsider } = useAnswers();
  const [draft, setDraft] = useState<RefusalDraft>(NO_REFUSAL);
  const [declining, setDeclining] = useState(false);
  const mine = useGiven(
    useMemo(
      () =>
        event.participants
          .filter(({ person }) => person?.id === me.id)
          .flatMap((call) => asMine(call, event) ?? []),
      [event, me.id],
    ),
  );
  if (mine.length === 0) return null;
  const asked = (call: MyCall) => ({
    eventId: event.id,
    title: event.title,
    day: dayOf(toWall(call.call_at, event.timezone)),
    time: timeOf(toWall(call.call_at, event.timezone)),
    version: newestVersion(mine, event.id),
  });
  const close = () => setDeclining(false);
  const cards = joined(mine);
  const first = cards[0];
  return (
    <section className={classes.own} aria-label={t('schedulePage:own.title')}>
      <h2>{t('schedulePage:own.title')}</h2>
      <ul>
        {cards.map((call) => (
          <CallCard
            key={call.id}
            call={call}
            now={now}
            busy={confirm.isPending ? 'confirm' : decline.isPending ? 'decline' : null}
            onConfirm={() => confirm.mutate(asked(call))}
            onDecline={() => setDeclining(true)}
            onReconsider={() => reconsider.mutate(asked(call))}
          />
        ))}
      </ul>
      {declining && first ? (
        <DeclineSheet
          about={`${event.title}, ${dayShort(dayOf(toWall(first.call_at, event.timezone)))}`}
          reader={first.planner?.short_name ?? null}
          draft={draft}
          busy={decline.isPending}
          onDraft={setDraft}
          onSend={(sent) => decline.mutate({ ...asked(first), ...sent }, { onSettled: close })}
          onClose={close}
        />
      ) : null}
    </section>
  );
}
