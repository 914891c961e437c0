import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { dayLong } from '../calendar/period';
import { dayOf, toWall } from '../time';
import type { Clash } from '../types';
import { ClashRow } from './clash-row';
import classes from './clashes.module.css';
import type { useClashes } from './queries';
import { clashKey, groupByDay } from './range';

export function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank lines
        <Skeleton key={index} height={44} />
      ))}
    </div>
  );
}

/** The clashes by day; a long tour stands under the day on which its clash begins. */
export function ClashList({
  clashes,
  total,
  onReset,
}: {
  clashes: ReturnType<typeof useClashes> & { readonly shown: readonly Clash[] };
  /** Before the filters. */
  total: number;
  onReset: () => void;
}) {
  const { t } = useTranslation('scheduleDesk');
  if (clashes.error) return <ErrorState error={clashes.error} onRetry={clashes.retry} />;
  if (clashes.items === null) return <Waiting />;
  if (clashes.shown.length === 0) {
    return total > 0 ? (
      <EmptyState
        icon={<IconSearchOff size={28} stroke={1.6} />}
        title={t('clash.filtered')}
        text={t('clash.filteredText', { count: total })}
        actions={
          <Button variant="default" onClick={onReset}>
            {t('clash.showAll')}
          </Button>
        }
      />
    ) : (
      <EmptyState
        icon={<IconCircleCheck size={28} stroke={1.6} />}
        title={t('clash.none')}
        text={t('clash.noneText')}
      />
    );
  }
  return groupByDay(clashes.shown, ({ starts_at }) => dayOf(toWall(starts_at))).map(([day, items]) => (
    <section key={day} className={classes.group}>
      <h2>
        {dayLong(day)} <span>{formatNumber(items.length)}</span>
      </h2>
      <ul>
        {items.map((clash) => (
          <ClashRow key={clashKey(clash)} clash={clash} day={day} />
        ))}
      </ul>
    </section>
  ));
}
