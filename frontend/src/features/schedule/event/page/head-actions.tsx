import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowsMove,
  IconBan,
  IconCopy,
  IconDots,
  IconListDetails,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconRotate,
  IconTrash,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type EventOut, updateEvent } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { notify } from '@/shared/ui/notify/notify';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { toCalendarEvent } from '../../calendar/event';
import { useMove, useMoveRule } from '../../calendar/move/use-move';
import { useEventActs } from '../../calendar/peek/use-event-acts';
import { useWallClock } from '../../calendar/use-calendar';
import { usePhone } from '../../use-phone';
import classes from './head-actions.module.css';
import type { useForced } from './use-forced';

interface Props {
  readonly event: EventOut;
  readonly forced: ReturnType<typeof useForced>;
  readonly announce: (text: string) => void;
  /** The event has been deleted. */
  readonly onGone: () => void;
}

/** What can be done with the event as a whole, by right and by its state. */
export function HeadActions({ event, forced, announce, onGone }: Props) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule', 'common']);
  const navigate = useNavigate();
  const can = useCan();
  const phone = usePhone();
  const acts = useEventActs(onGone);
  const move = useMove(announce);
  const { now } = useWallClock();
  const whyNot = useMoveRule(now);
  const shown = toCalendarEvent(event);
  const reason = whyNot(shown);
  const plans = can('schedule:update', event);
  const cancelled = event.status === 'cancelled';
  const edit = () => void navigate({ to: '/schedule/$eventId/edit', params: { eventId: event.id } });
  const openMove = () => {
    if (reason === null) move.open(shown);
    else notify.warn(reason);
  };
  useHotkeys(
    plans
      ? [
          { keys: 'KeyE', label: t('edit'), group: 'act', run: edit },
          { keys: 'KeyM', label: t('schedule:peek.move'), group: 'act', run: openMove },
        ]
      : [],
  );
  const revive = () =>
    forced.run({
      title: t('schedulePage:head.notRevived'),
      run: (override) =>
        updateEvent({
          path: { event_id: event.id },
          headers: ifMatch(event.version),
          body: { status: 'planned', cancel_reason: null, override },
        }),
      done: () => notify.done(t('schedule:cancel.revived', { title: event.title })),
    });
  const lock = () =>
    forced.run({
      title: t('schedulePage:head.lock'),
      run: () =>
        updateEvent({
          path: { event_id: event.id },
          headers: ifMatch(event.version),
          body: { is_locked: !event.is_locked },
        }),
      done: () =>
        notify.done(
          t(event.is_locked ? 'schedulePage:head.unlocked' : 'schedulePage:head.locked', {
            title: event.title,
          }),
        ),
    });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconListDetails size={16} stroke={1.8} />}
        renderRoot={(props) => (
          <Link {...props} to="/schedule/$eventId/call-sheet" params={{ eventId: event.id }} />
        )}
      >
        {t('schedulePage:sheet.title')}
      </Button>
      {plans && !phone ? (
        <>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.8} />}
            rightSection={<Kbd>E</Kbd>}
            renderRoot={(props) => (
              <Link {...props} to="/schedule/$eventId/edit" params={{ eventId: event.id }} />
            )}
          >
            {t('common:edit')}
          </Button>
          <ReasonButton
            variant="default"
            reason={reason}
            leftSection={<IconArrowsMove size={16} stroke={1.8} />}
            rightSection={<Kbd>M</Kbd>}
            onClick={openMove}
          >
            {t('schedule:peek.move')}
          </ReasonButton>
        </>
      ) : null}
      {plans || can('schedule:create') ? (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size="lg" aria-label={t('common:more')}>
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {plans && phone ? (
              <>
                <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={edit}>
                  {t('common:edit')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconArrowsMove size={16} stroke={1.6} />}
                  disabled={reason !== null}
                  onClick={openMove}
                >
                  {t('schedule:peek.move')}
                  {reason === null ? null : <small className={classes.why}>{reason}</small>}
                </Menu.Item>
              </>
            ) : null}
            {can('schedule:create') ? (
              <Menu.Item
                leftSection={<IconCopy size={16} stroke={1.6} />}
                onClick={() => void navigate({ to: '/schedule/new', search: { copy_of: event.id } })}
              >
                {t('schedulePage:head.copy')}
              </Menu.Item>
            ) : null}
            {plans ? (
              <>
                <Menu.Item
                  leftSection={
                    event.is_locked ? (
                      <IconLockOpen size={16} stroke={1.6} />
                    ) : (
                      <IconLock size={16} stroke={1.6} />
                    )
                  }
                  onClick={lock}
                >
                  {t(event.is_locked ? 'schedulePage:head.unlock' : 'schedulePage:head.lock')}
                </Menu.Item>
                {cancelled ? (
                  <Menu.Item leftSection={<IconRotate size={16} stroke={1.6} />} onClick={revive}>
                    {t('schedule:peek.revive')}
                  </Menu.Item>
                ) : event.status === 'completed' ? null : (
                  <Menu.Item
                    leftSection={<IconBan size={16} stroke={1.6} />}
                    onClick={() => void acts.cancel(event)}
                  >
                    {t('schedule:peek.cancel')}
                  </Menu.Item>
                )}
              </>
            ) : null}
            {can('schedule:delete', event) ? (
              <>
                <Menu.Divider />
                <Menu.Item
                  data-danger
                  disabled={event.is_locked}
                  leftSection={<IconTrash size={16} stroke={1.6} />}
                  onClick={() => void acts.remove(event)}
                >
                  {t('common:delete')}
                  {event.is_locked ? <small className={classes.why}>{t('field.lockedHint')}</small> : null}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {move.layers}
    </>
  );
}
