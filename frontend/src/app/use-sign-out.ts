import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { i18next, loadTexts } from '@/i18n';
import { notify } from '@/shared/ui/notify/notify';
import { countsOf, useOutbox } from './outbox';
import { wipe } from './outbox/send';
import { leaveSession, signOut } from './session';
import { useMe } from './use-me';

/** What waits would be lost with the session: whoever leaves it behind has to say so. */
async function mayLose(): Promise<boolean> {
  const { waiting, refused } = countsOf(useOutbox.getState().rows);
  if (waiting + refused === 0) return true;
  const [{ confirm }] = await Promise.all([import('@/shared/ui/confirm/confirm'), loadTexts('outbox')]);
  return confirm({
    title: i18next.t('outbox:signOut.title'),
    text: i18next.t('outbox:signOut.text', { count: waiting + refused }),
    action: i18next.t('outbox:signOut.leave'),
    cancel: i18next.t('outbox:signOut.stay'),
    danger: true,
  });
}

/** Signs out on the server first: a session that only looks ended would stay open on a shared computer. */
export function useSignOut(): (everywhere?: boolean) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id } = useMe();
  return async (everywhere = false) => {
    try {
      if (!(await mayLose())) return;
      await signOut(everywhere);
      // Without storage there was nothing to keep.
      await wipe(id).catch(() => undefined);
    } catch (error) {
      notify.error(error);
      return;
    }
    await leaveSession(client, { kind: 'signed-out' }, () =>
      navigate({ to: '/login', search: {}, ignoreBlocker: true }),
    );
  };
}
