import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { notify } from '@/shared/ui/notify/notify';
import { leaveSession, signOut } from './session';

/** Signs out on the server first: a session that only looks ended would stay open on a shared computer. */
export function useSignOut(): (everywhere?: boolean) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (everywhere = false) => {
    try {
      await signOut(everywhere);
    } catch (error) {
      notify.error(error);
      return;
    }
    await leaveSession(client, { kind: 'signed-out' }, () =>
      navigate({ to: '/login', search: {}, ignoreBlocker: true }),
    );
  };
}
