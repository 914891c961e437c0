import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCheck,
  IconClock,
  IconDots,
  IconQuestionMark,
  IconTrash,
  IconUserEdit,
  IconUserOff,
  IconUserX,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import {
  addParticipant,
  type CallOut,
  type CallStatus,
  type EventOut,
  removeCall,
  setParticipantStatus,
  updateCall,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { notify } from '@/shared/ui/notify/notify';
import { CallDialog } from './call-dialog';
import { DeclinedDialog } from './declined-dialog';
import type { useForced } from './use-forced';

const STATES = [
  { status: 'confirmed', icon: IconCheck },
  { status: 'tentative', icon: IconQuestionMark },
  { status: 'invited', icon: IconClock },
  { status: 'declined', icon: IconUserX },
] as const satisfies readonly { status: CallStatus; icon: unknown }[];

/** The answer is for all roles of the person; its version is that of the first of them. */
function firstVersion(event: EventOut, call: CallOut): number {
  const own = event.participants.filter(({ person }) => person?.id === call.person?.id);
  return own.reduce((first, one) => (one.id < first.id ? one : first), call).version;
}

/** What a planner does to a call: writes down an answer by word of mouth, changes it, gives it away, takes it back. */
export function CallMenu({
  call,
  event,
  forced,
}: {
  call: CallOut;
  event: EventOut;
  forced: ReturnType<typeof useForced>;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [declining, setDeclining] = useState(false);
  const who = call.person?.short_name ?? call.role ?? t('schedulePage:sheet.call');
  const fresh = () => invalidate(client, 'event');
  const state = useMutation({
    mutationFn: ({ status, comment }: { status: CallStatus; comment: string | null }) =>
      setParticipantStatus({
        path: { event_id: event.id, user_id: call.person?.id ?? 0 },
        headers: ifMatch(firstVersion(event, call)),
        body: { status, comment },
      }),
    onSuccess: (_, { status }) => {
      setDeclining(false);
      notify.done(t(`schedulePage:by_word.${status}`, { name: who }));
      return fresh();
    },
  });
  const putBack = () =>
    forced.run({
      title: t('schedulePage:free.refused', { name: who }),
      run: (override) =>
        addParticipant({
          path: { event_id: event.id },
          body: {
            user_id: call.person?.id ?? null,
            role: call.role,
            department_id: call.department?.id ?? null,
            call_at: call.call_at,
            override,
          },
        }),
    });
  const remove = useMutation({
    mutationFn: () =>
      removeCall({ path: { event_id: event.id, call_id: call.id }, headers: ifMatch(call.version) }),
    onSuccess: () => {
      notify.done(t('schedulePage:sheet.removed', { name: who }), { label: t('common:undo'), run: putBack });
      return fresh();
    },
  });
  const openRole = () =>
    forced.run({
      title: t('schedulePage:sheet.openRole'),
      run: () =>
        updateCall({
          path: { event_id: event.id, call_id: call.id },
          headers: ifMatch(call.version),
          body: { user_id: null, role: call.role ?? t('schedulePage:sheet.anyRole') },
        }),
      done: () =>
        notify.done(t('schedulePage:sheet.opened', { role: call.role ?? t('schedulePage:sheet.anyRole') })),
    });
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size="md" aria-label={t('schedulePage:sheet.actsOf', { name: who })}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {call.person ? (
            <>
              <Menu.Label>{t('schedulePage:sheet.byWord')}</Menu.Label>
              {STATES.filter(({ status }) => status !== call.status).map(({ status, icon: Glyph }) => (
                <Menu.Item
                  key={status}
                  leftSection={<Glyph size={16} stroke={1.6} />}
                  onClick={() =>
                    status === 'declined' ? setDeclining(true) : state.mutate({ status, comment: null })
                  }
                >
                  {t(`schedulePage:word.${status}`)}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          ) : null}
          <Menu.Item leftSection={<IconUserEdit size={16} stroke={1.6} />} onClick={() => setEditing(true)}>
            {t('schedulePage:sheet.change')}
          </Menu.Item>
          {call.person ? (
            <Menu.Item leftSection={<IconUserOff size={16} stroke={1.6} />} onClick={openRole}>
              {t('schedulePage:sheet.openRole')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            data-danger
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => remove.mutate()}
          >
            {t('schedulePage:sheet.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing ? (
        <CallDialog call={call} event={event} forced={forced} onClose={() => setEditing(false)} />
      ) : null}
      {declining ? (
        <DeclinedDialog
          name={who}
          busy={state.isPending}
          onSend={(comment) => state.mutate({ status: 'declined', comment })}
          onClose={() => setDeclining(false)}
        />
      ) : null}
    </>
  );
}
