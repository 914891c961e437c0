import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Decline, markDeclinesSeen } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { declinesOptions } from '@/app/declines';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { Waiting } from './clash-list';
import classes from './clashes.module.css';
import { Row } from './open-roles';

/** Free people are looked up at once for so many; for the rest when asked. */
const EAGER = 5;

/** Opening the list is the look: whatever it lists is no news any more, elsewhere. */
function useLook(items: readonly Decline[] | undefined) {
  const client = useQueryClient();
  const { mutate: look } = useMutation({
    mutationFn: (until: string) => markDeclinesSeen({ body: { until } }),
    meta: { handlesError: true },
    onSuccess: () => invalidate(client, 'event'),
  });
  const newest = items?.find(({ is_new }) => is_new)?.responded_at ?? null;
  useEffect(() => {
    if (newest !== null) look(newest);
  }, [newest, look]);
}

/** Who has declined what lies ahead: why, when, and who is free instead. */
export function Declines() {
  const { t } = useTranslation('scheduleDesk');
  const query = useQuery(declinesOptions());
  const items = query.data?.items;
  const [news, setNews] = useState<ReadonlySet<number>>(new Set());
  const fresh = items?.filter(({ call_id, is_new }) => is_new && !news.has(call_id)) ?? [];
  // What was new when the page was opened stays marked while it is read.
  if (fresh.length > 0) setNews(new Set([...news, ...fresh.map(({ call_id }) => call_id)]));
  useLook(items);
  if (query.isError && !items) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!items) return <Waiting />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconCircleCheck size={28} stroke={1.6} />}
        title={t('declines.none')}
        text={t('declines.noneText')}
      />
    );
  }
  const groups = [
    ['fresh', items.filter(({ call_id }) => news.has(call_id))],
    ['seen', items.filter(({ call_id }) => !news.has(call_id))],
  ] as const;
  return groups
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => (
      <section key={name} className={classes.group}>
        <h2>
          {t(`declines.${name}`)} <span>{t('declines.count', { count: list.length })}</span>
        </h2>
        <ul>
          {list.map((decline, index) => (
            <Row key={decline.call_id} role={decline} day="" opened={name === 'fresh' && index < EAGER} />
          ))}
        </ul>
      </section>
    ));
}
