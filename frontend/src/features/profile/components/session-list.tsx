import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteSession, type SessionOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { useSignOut } from '@/app/use-sign-out';
import { formatDateTime } from '@/shared/lib/dates';
import { deviceName } from '@/shared/lib/device-name';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { ErrorState } from '@/shared/ui/state';
import classes from '../profile-page.module.css';
import { sessionsOptions } from '../queries';

function SessionRow({ session, onEnd, busy }: { session: SessionOut; onEnd: () => void; busy: boolean }) {
  const { t } = useTranslation('profile');
  const name = deviceName(session.device_info) ?? t('sessions.unknown');
  const Device = /Mobile|Android|iPhone/.test(session.device_info ?? '')
    ? IconDeviceMobile
    : IconDeviceDesktop;
  return (
    <li className={classes.session}>
      <Device size={20} stroke={1.6} aria-hidden="true" />
      <div className={classes.device}>
        <b>{name}</b>{' '}
        {session.current ? (
          <ToneBadge tone="ok" icon={IconCircleCheck} quiet>
            {t('sessions.current')}
          </ToneBadge>
        ) : null}
        <small>
          {[
            session.ip_address,
            t('sessions.started', { time: formatDateTime(session.created_at) }),
            t('sessions.lastUsed', { time: formatDateTime(session.last_used_at) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {session.current ? null : (
        <Button
          size="sm"
          variant="default"
          aria-label={t('sessions.endOf', { name })}
          loading={busy}
          onClick={onEnd}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}

export function SessionList() {
  const { t } = useTranslation('profile');
  const client = useQueryClient();
  const sessions = useQuery(sessionsOptions());
  const signOut = useSignOut();
  const end = useMutation({
    mutationFn: (id: SessionOut['id']) => deleteSession({ path: { session_id: id } }),
    onSuccess: () => notify.done(t('sessions.ended')),
    onSettled: () => invalidate(client, 'session'),
  });
  return (
    <section className={classes.section} aria-labelledby="profile-sessions">
      <h2 id="profile-sessions">{t('sessions.title')}</h2>
      <p className={classes.hint}>{t('sessions.hint')}</p>
      {sessions.isPending ? (
        <div className={classes.sessions}>
          <Skeleton height={44} mt={8} />
          <Skeleton height={44} mt={8} />
        </div>
      ) : sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul className={classes.sessions}>
          {sessions.data.items.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={end.isPending && end.variables === session.id}
              onEnd={() => end.mutate(session.id)}
            />
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        <Button
          variant="default"
          onClick={async () => {
            const sure = await confirm({
              title: t('sessions.endAll'),
              text: t('sessions.confirmAll'),
              action: t('sessions.endAll'),
              danger: true,
            });
            if (sure) await signOut(true);
          }}
        >
          {t('sessions.endAll')}
        </Button>
      </div>
    </section>
  );
}
