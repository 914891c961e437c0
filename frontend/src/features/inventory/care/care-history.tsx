import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatMoney } from '@/shared/lib/money';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { ErrorState } from '@/shared/ui/state';
import classes from './care-section.module.css';
import { recordsOptions } from './queries';
import { kindIcon, resultLook } from './vocabulary';

/** What has been done with an item, newest first. */
export function CareHistory({ itemId }: { itemId: number }) {
  const { t } = useTranslation('care');
  const records = useInfiniteQuery(recordsOptions(itemId));
  const all = records.data?.pages.flatMap((page) => page.items) ?? [];
  if (records.isPending) return <Skeleton height={40} mt={12} aria-busy="true" />;
  if (records.isError && all.length === 0)
    return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
  if (all.length === 0) return <p className={classes.none}>{t('historyEmpty')}</p>;
  return (
    <>
      <ul className={classes.lines}>
        {all.map((record) => {
          const Glyph = kindIcon[record.plan.kind];
          const look = resultLook[record.result];
          return (
            <li key={record.id}>
              <Glyph className={classes.glyph} size={16} stroke={1.7} aria-hidden="true" />
              <div className={classes.text}>
                <span className={classes.name}>{record.plan.name}</span>{' '}
                <ToneBadge tone={look.tone} icon={look.icon} quiet={record.result === 'ok'}>
                  {t(`result.${record.result}`)}
                </ToneBadge>
                <span className={classes.facts}>
                  {[
                    formatPlainDate(record.done_on),
                    record.done_by?.short_name,
                    record.cost === null ? null : t('cost', { sum: formatMoney(record.cost) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {record.note ? <span className={classes.note}>{record.note}</span> : null}
              </div>
            </li>
          );
        })}
      </ul>
      {records.hasNextPage ? (
        <Button
          size="xs"
          variant="subtle"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {t('historyMore')}
        </Button>
      ) : null}
    </>
  );
}
