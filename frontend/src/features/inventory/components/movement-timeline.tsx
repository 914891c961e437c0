import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ItemOut, MovementOut, Ref } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { treeIndex } from '@/shared/lib/tree';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import { movementQuantity, movementRoute } from '../movement-text';
import { historyOptions, locationsOptions, movementCountOptions } from '../queries';
import { Moment } from './cells';
import classes from './movement-timeline.module.css';

function Entry({ movement, unit }: { movement: MovementOut; unit: string }) {
  const { data } = useQuery(locationsOptions());
  const index = treeIndex(data?.items ?? []);
  const pathOf = (place: Ref) => index.get(place.id)?.path.join(', ') ?? place.name;
  return (
    <li>
      <div>
        {movementRoute(movement, pathOf)}, <b>{movementQuantity(movement, unit)}</b>
        <span className={classes.facts}>
          <Moment at={movement.created_at} withTime />
          {movement.created_by ? <span>{movement.created_by.short_name}</span> : null}
          {movement.comment ? <span className={classes.comment}>{movement.comment}</span> : null}
        </span>
      </div>
    </li>
  );
}

/** An item's movements, newest first. `brief` shows the last three and leads to the page for the rest. */
export function MovementTimeline({ item, brief = false }: { item: ItemOut; brief?: boolean }) {
  const { t } = useTranslation('inventory');
  const history = useInfiniteQuery(historyOptions(item.id));
  const { data: total } = useQuery(movementCountOptions(item));
  const all = history.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = brief ? all.slice(0, 3) : all;
  const aside =
    total === undefined ? null : brief && total > 3 ? (
      <Link to="/inventory/$itemId" params={{ itemId: item.id }} hash="movements">
        {t('movements.all', { n: total })}
      </Link>
    ) : (
      formatNumber(total)
    );
  return (
    <div id={brief ? undefined : 'movements'} className={classes.part}>
      <Section title={t('movements.title')} aside={aside}>
        {history.isPending ? (
          <div aria-busy="true">
            <Skeleton height={12} width="70%" my={8} />
            <Skeleton height={12} width="50%" my={8} />
          </div>
        ) : history.isError ? (
          <ErrorState error={history.error} onRetry={() => void history.refetch()} />
        ) : shown.length === 0 ? (
          <p className={classes.none}>{t('movements.none')}</p>
        ) : (
          <ol className={classes.line}>
            {shown.map((movement) => (
              <Entry key={movement.id} movement={movement} unit={item.unit} />
            ))}
          </ol>
        )}
        {!brief && history.hasNextPage ? (
          <Button
            variant="default"
            size="sm"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('movements.more')}
          </Button>
        ) : null}
      </Section>
    </div>
  );
}
