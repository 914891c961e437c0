import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsMove,
  IconBan,
  IconDots,
  IconExternalLink,
  IconLock,
  IconPencil,
  IconRepeat,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { Section, SideDrawer } from '@/shared/ui/drawer';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { ErrorState } from '@/shared/ui/state';
import { ConflictList, lengthText } from '../../conflicts';
import { eventOptions } from '../../queries';
import { statusLook, typeLook, typeTone } from '../../vocabulary';
import { type CalendarEvent, toCalendarEvent } from '../event';
import { dayLong } from '../period';
import { placeText, seriesText, spanText, timeText } from '../words';
import classes from './peek.module.css';
import { People } from './people';
import { useEventActs } from './use-event-acts';
import { usePlace } from './use-place';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Facts({ event, out }: { event: CalendarEvent; out: EventOut }) {
  const { t } = useTranslation('schedule');
  const length = out.setup_minutes + out.strike_minutes;
  return (
    <dl className={classes.facts}>
      <Fact label={t('field.time')}>
        {spanText(event.start, event.end)}{' '}
        <small>
          {dayLong(event.day)}, {lengthText(event.end - event.start)}
        </small>
      </Fact>
      <Fact label={t('field.venue')}>{placeText(event)}</Fact>
      {length > 0 && out.venue ? (
        <Fact label={t('peek.tails')}>
          {timeText(event.busyFrom)}–{timeText(event.busyTo)}{' '}
          <small>
            {[
              out.setup_minutes > 0 && `${t('field.setup')} ${lengthText(out.setup_minutes)}`,
              out.strike_minutes > 0 && `${t('field.strike')} ${lengthText(out.strike_minutes)}`,
            ]
              .filter(Boolean)
              .join(', ')}
          </small>
        </Fact>
      ) : null}
      {event.ready === null ? null : <Fact label={t('peek.ready')}>{timeText(event.ready)}</Fact>}
      {out.performance ? (
        <Fact label={t('field.title')}>
          <Link to="/performances/$titleId" params={{ titleId: out.performance.id }}>
            {out.performance.title}
          </Link>
        </Fact>
      ) : null}
      {out.department ? <Fact label={t('field.department')}>{out.department.name}</Fact> : null}
      {out.series ? <Fact label={t('peek.series')}>{seriesText(out.series)}</Fact> : null}
    </dl>
  );
}

function Notes({ out }: { out: EventOut }) {
  const { t } = useTranslation('schedule');
  return (
    <>
      {out.status === 'cancelled' && out.cancel_reason ? (
        <p className={classes.note}>{t('peek.cancelReason', { reason: out.cancel_reason })}</p>
      ) : null}
      {out.override ? (
        <p className={classes.note} data-tone="warn">
          {t('peek.overridden')}. {t('peek.reason', { reason: out.override.reason })}
          {out.override.by ? <small>{out.override.by.short_name}</small> : null}
        </p>
      ) : null}
    </>
  );
}

function Head({
  event,
  out,
  moveReason,
  onMove,
}: {
  event: CalendarEvent;
  out: EventOut;
  moveReason: string | null;
  onMove: () => void;
}) {
  const { t } = useTranslation(['schedule', 'common']);
  const can = useCan();
  const status = statusLook[out.status];
  const mayEdit = can('schedule:update', { department: out.department });
  return (
    <div className={classes.head}>
      <div className={classes.badges}>
        <ToneBadge tone={typeTone[event.kind]} icon={typeLook[out.event_type].icon}>
          {t(`type.${out.event_type}`)}
        </ToneBadge>
        <ToneBadge tone={status.tone} icon={status.icon} quiet={out.status !== 'cancelled'}>
          {t(`status.${out.status}`)}
        </ToneBadge>
        {out.is_locked ? (
          <ToneBadge tone="neutral" icon={IconLock} quiet>
            {t('peek.locked')}
          </ToneBadge>
        ) : null}
        {out.series_id === null ? null : (
          <ToneBadge tone="neutral" icon={IconRepeat} quiet>
            {t('peek.series')}
          </ToneBadge>
        )}
      </div>
      <h2>{out.title}</h2>
      <div className={classes.buttons}>
        <Button
          size="sm"
          leftSection={<IconExternalLink size={14} stroke={1.8} />}
          renderRoot={(props) => <Link {...props} to="/schedule/$eventId" params={{ eventId: out.id }} />}
        >
          {t('peek.open')}
        </Button>
        {mayEdit ? (
          <>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconPencil size={14} stroke={1.8} />}
              renderRoot={(props) => (
                <Link {...props} to="/schedule/$eventId/edit" params={{ eventId: out.id }} />
              )}
            >
              {t('peek.edit')}
            </Button>
            <ReasonButton
              size="sm"
              variant="default"
              reason={moveReason}
              leftSection={<IconArrowsMove size={14} stroke={1.8} />}
              onClick={onMove}
            >
              {t('peek.move')}
            </ReasonButton>
          </>
        ) : null}
      </div>
    </div>
  );
}

function More({ out, onGone }: { out: EventOut; onGone: () => void }) {
  const { t } = useTranslation(['schedule', 'common']);
  const can = useCan();
  const acts = useEventActs(onGone);
  const scoped = { department: out.department };
  const mayCancel = can('schedule:update', scoped);
  const mayDelete = can('schedule:delete', scoped);
  if (!mayCancel && !mayDelete) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('common:more')} loading={acts.busy}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayCancel && out.status === 'cancelled' ? (
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} stroke={1.6} />}
            onClick={() => acts.revive(out)}
          >
            {t('peek.revive')}
          </Menu.Item>
        ) : null}
        {mayCancel && out.status !== 'cancelled' && out.status !== 'completed' ? (
          <Menu.Item leftSection={<IconBan size={16} stroke={1.6} />} onClick={() => void acts.cancel(out)}>
            {t('peek.cancel')}
          </Menu.Item>
        ) : null}
        {mayDelete ? (
          <Menu.Item
            data-danger
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => void acts.remove(out)}
          >
            {t('peek.delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** An event beside the calendar: what one needs before opening it. */
export function EventPeek({
  eventId,
  moveReason,
  onMove,
  onClose,
  beside,
}: {
  eventId: number;
  /** Over the calendar, beside the event; a list makes room for it instead. */
  beside: boolean;
  moveReason: (event: CalendarEvent) => string | null;
  onMove: (event: CalendarEvent) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('schedule');
  const query = useQuery(eventOptions(eventId));
  const out = query.data;
  const event = out && toCalendarEvent(out);
  const hover = usePlace(eventId, beside);
  return (
    <SideDrawer
      hover={hover}
      label={t('peek.label')}
      onClose={onClose}
      pageLink={{ to: '/schedule/$eventId', params: { eventId } }}
      actions={out ? <More out={out} onGone={onClose} /> : null}
    >
      {out && event ? (
        <>
          <Head event={event} out={out} moveReason={moveReason(event)} onMove={() => onMove(event)} />
          <Notes out={out} />
          <Section>
            <Facts event={event} out={out} />
          </Section>
          {out.conflicts.length > 0 ? (
            <Section title={t('conflict.list')} aside={out.conflicts.length}>
              <ConflictList conflicts={out.conflicts} />
            </Section>
          ) : null}
          <Section title={t('peek.people')} aside={t('peek.called', { count: out.people.total })}>
            <People out={out} />
          </Section>
          {out.description ? (
            <Section>
              <p className={classes.prose}>{out.description}</p>
            </Section>
          ) : null}
        </>
      ) : query.isError ? (
        <ErrorState
          error={query.error}
          {...(query.error.status === 404 ? { title: t('peek.gone') } : {})}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <div aria-busy="true" className={classes.waiting}>
          <Skeleton height={20} width="40%" />
          <Skeleton height={24} width="70%" mt={8} />
          <Skeleton height={14} width="80%" mt={32} />
          <Skeleton height={14} width="60%" mt={12} />
        </div>
      )}
    </SideDrawer>
  );
}
