import { ActionIcon, Button, Modal, Select, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { IconBuildingArch, IconPlus, IconTrash, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCalendarFeed, type FeedMade, type FeedOut, revokeCalendarFeed } from '@/api/gen';
import { listCalendarFeedsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { errorMessage } from '@/api/problem';
import { formatDate, formatDateTime } from '@/shared/lib/dates';
import { confirm } from '@/shared/ui/confirm/confirm';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { ErrorState } from '@/shared/ui/state';
import { resourcesOptions } from '../queries';
import { Address } from './address';
import classes from './feeds.module.css';

const OWN = 'own';

function FeedLine({ feed, onRevoke }: { feed: FeedOut; onRevoke: () => void }) {
  const { t } = useTranslation('scheduleDesk');
  const Glyph = feed.kind === 'person' ? IconUser : IconBuildingArch;
  const facts = [
    feed.venue && feed.venue.name !== feed.name ? feed.venue.name : null,
    t('feeds.made', { date: formatDate(feed.created_at) }),
    feed.last_used_at ? t('feeds.used', { date: formatDateTime(feed.last_used_at) }) : t('feeds.unused'),
  ];
  return (
    <li>
      <Glyph size={16} stroke={1.6} aria-hidden="true" />
      <span>
        <b>{feed.name}</b>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </span>
      <Tooltip label={t('feeds.revoke')}>
        <ActionIcon aria-label={t('feeds.revokeOf', { name: feed.name })} onClick={onRevoke}>
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** What to follow: one's own calls, or a venue. */
function NewFeed({ onMade }: { onMade: (feed: FeedMade) => void }) {
  const { t } = useTranslation('scheduleDesk');
  const client = useQueryClient();
  const venues = useQuery(resourcesOptions('venue')).data?.items ?? [];
  const [what, setWhat] = useState<string>(OWN);
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: async () =>
      (
        await createCalendarFeed({
          body: {
            kind: what === OWN ? 'person' : 'venue',
            venue_id: what === OWN ? null : Number(what),
            name: name.trim() || null,
          },
        })
      ).data,
    meta: { handlesError: true },
    onSuccess: (feed) => {
      setName('');
      onMade(feed);
      return invalidate(client, 'feed');
    },
  });
  return (
    <form
      className={classes.make}
      onSubmit={(event) => {
        event.preventDefault();
        if (!make.isPending) make.mutate();
      }}
    >
      <Select
        label={t('feeds.what')}
        data={[
          { value: OWN, label: t('feeds.own') },
          {
            group: t('feeds.venues'),
            items: venues.map((one) => ({ value: String(one.id), label: one.name })),
          },
        ]}
        value={what}
        allowDeselect={false}
        onChange={(next) => setWhat(next ?? OWN)}
      />
      <TextInput
        label={t('feeds.name')}
        placeholder={t('feeds.namePlaceholder')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={make.isPending} leftSection={<IconPlus size={16} stroke={1.8} />}>
        {t('feeds.create')}
      </Button>
      {make.isError ? (
        <p role="alert" className={classes.problem}>
          <FormError>{errorMessage(make.error)}</FormError>
        </p>
      ) : null}
    </form>
  );
}

/** One's private addresses for other calendars: what they show, when they were read last, and a way to end them. */
export function FeedsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['scheduleDesk', 'common']);
  const client = useQueryClient();
  const feeds = useQuery(listCalendarFeedsOptions());
  const [made, setMade] = useState<FeedMade | null>(null);
  const revoke = useMutation({
    mutationFn: (feed: FeedOut) => revokeCalendarFeed({ path: { feed_id: feed.id } }),
    onSuccess: (_, feed) => {
      if (made?.id === feed.id) setMade(null);
      notify.done(t('feeds.revoked', { name: feed.name }));
      return invalidate(client, 'feed');
    },
  });
  const ask = async (feed: FeedOut) => {
    const agreed = await confirm({
      title: t('feeds.revokeTitle', { name: feed.name }),
      text: t('feeds.revokeText'),
      action: t('feeds.revoke'),
      danger: true,
    });
    if (agreed) revoke.mutate(feed);
  };
  const items = feeds.data?.items ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t('feeds.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.hint}>{t('feeds.text')}</p>
        {made ? <Address feed={made} onDone={() => setMade(null)} /> : <NewFeed onMade={setMade} />}
        {feeds.isError && !feeds.data ? (
          <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />
        ) : feeds.isPending ? (
          <Skeleton height={44} />
        ) : items.length === 0 ? (
          <p className={classes.hint}>{t('feeds.none')}</p>
        ) : (
          <section>
            <h3>{t('feeds.list')}</h3>
            <ul className={classes.list}>
              {items.map((feed) => (
                <FeedLine key={feed.id} feed={feed} onRevoke={() => void ask(feed)} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Modal>
  );
}
