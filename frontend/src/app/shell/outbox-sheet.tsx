import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actOf } from '@/acts';
import { useConnection } from '@/api/connection';
import { loadTexts } from '@/i18n';
import { formatDateTime, formatTime } from '@/shared/lib/dates';
import { drop, type Row, useOutbox } from '../outbox';
import { flush } from '../outbox/send';
import classes from './outbox-sheet.module.css';

const close = () => useOutbox.setState({ opened: false });

function Line({ row, sending }: { row: Row; sending: boolean }) {
  const { t, i18n } = useTranslation('outbox');
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ['outbox', row.id, i18n.language],
    queryFn: async () => {
      const act = await actOf(row.kind);
      return act ? { what: act.words(row.body), link: act.link(row.body) } : { what: row.kind, link: null };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return null;
  const { what, link } = data;
  const refused = row.state === 'refused';
  const dropWord = t(refused ? 'dropRefused' : 'drop');
  return (
    <li className={classes.row} data-state={row.trouble ? 'trouble' : row.state}>
      <b>{what}</b>
      <small>
        {sending
          ? t('sending')
          : refused
            ? t('refused', { why: row.refusal?.message })
            : row.trouble
              ? t('trouble', { why: row.trouble.message, time: formatTime(new Date(row.trouble.nextAt)) })
              : t('since', { time: formatDateTime(new Date(row.createdAt)) })}
      </small>
      <div className={classes.acts}>
        {link === null ? null : (
          <Button
            variant="default"
            onClick={() => {
              close();
              router.history.push(link);
            }}
            aria-label={t('dropWhich', { action: t('look'), what })}
          >
            {t('look')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="red"
          disabled={sending}
          onClick={() => void drop([row.id])}
          aria-label={t('dropWhich', { action: dropWord, what })}
        >
          {dropWord}
        </Button>
      </div>
    </li>
  );
}

function Body() {
  const { t } = useTranslation('outbox');
  const { rows, sendingId } = useOutbox();
  const online = useConnection(({ status }) => status === 'online');
  const shown = rows.filter(({ state }) => state !== 'done');
  const waits = shown.some(({ state }) => state === 'waiting');
  return (
    <>
      {waits || shown.length === 0 ? <p className={classes.lead}>{t(waits ? 'lead' : 'empty')}</p> : null}
      <ul className={classes.list}>
        {shown.map((row) => (
          <Line key={row.id} row={row} sending={row.id === sendingId} />
        ))}
      </ul>
      {waits && online ? (
        <Button loading={sendingId !== null} onClick={() => void flush({ wait: true, hurry: true })}>
          {t('now')}
        </Button>
      ) : null}
    </>
  );
}

/** Everything that has not reached the server: it can be looked at, sent at once, or dropped. */
export function OutboxSheet() {
  const { t } = useTranslation(['outbox', 'common']);
  return (
    <Modal opened onClose={close} title={t('title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <Body />
    </Modal>
  );
}

/** Its texts come with it. */
export async function loadOutboxSheet(): Promise<{ default: typeof OutboxSheet }> {
  await loadTexts('outbox');
  return { default: OutboxSheet };
}
