import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { actOf } from '@/acts';
import { i18next, loadTexts } from '@/i18n';
import { notify } from '@/shared/ui/notify/notify';
import { type Row, useOutbox } from './outbox';
import { wipe } from './outbox/send';
import { leaveSession, signOut } from './session';
import { useMe } from './use-me';

const NAMED = 3;
const loadQuestion = () => import('@/shared/ui/confirm/confirm');

/** What would be lost, in words; the first few of many. */
async function named(rows: readonly Row[]): Promise<string> {
  const words = await Promise.all(
    rows.slice(0, NAMED).map(async ({ kind, body }) => (await actOf(kind))?.words(body) ?? kind),
  );
  return [...words, ...(rows.length > NAMED ? ['…'] : [])].join('; ');
}

/** What waits would be lost with the session: whoever leaves it behind has to say so. */
async function mayLose(): Promise<boolean> {
  const rows = useOutbox.getState().rows.filter(({ state }) => state !== 'done');
  if (rows.length === 0) return true;
  const [{ confirm }] = await Promise.all([loadQuestion(), loadTexts('outbox')]);
  return confirm({
    title: i18next.t('outbox:signOut.title'),
    text: i18next.t('outbox:signOut.text', { count: rows.length, what: await named(rows) }),
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
  // Fetched while there is a network: what waits is asked about when there is none.
  useEffect(() => void loadQuestion().catch(() => undefined), []);
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
