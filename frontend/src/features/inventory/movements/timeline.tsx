import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ItemOut, MovementOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import { Moment } from '../components/cells';
import { historyOptions, movementCountOptions } from '../queries';
import { UnitNumbers } from '../units/unit-numbers';
import { actOf } from './acts';
import { movementRoute, movementSentence } from './movement-text';
import classes from './timeline.module.css';
import { TitleLink } from './title-link';
import { useUndo } from './use-movement';
import { usePathOf } from './use-path-of';

/** Leads to the line that took this one back, or that it takes back. */
function Pair({ movement }: { movement: MovementOut }) {
  const { t } = useTranslation('movements');
  if (movement.undone_by_id !== null) {
    return (
      <a href={`#movement-${movement.undone_by_id}`} title={t('showUndo')}>
        {t('taken')}
      </a>
    );
  }
  if (movement.undoes_id === null) return null;
  return <a href={`#movement-${movement.undoes_id}`}>{t('showUndone')}</a>;
}

function Entry({ movement, unit }: { movement: MovementOut; unit: string }) {
  const { t } = useTranslation('movements');
  const pathOf = usePathOf();
  const undo = useUndo();
  const Glyph = actOf(movement.movement_type).icon;
  return (
    <li id={`movement-${movement.id}`} data-undone={movement.undone_by_id !== null || undefined}>
      <Glyph className={classes.glyph} size={16} stroke={1.7} aria-hidden="true" />
      <div>
        <span className={classes.said}>
          <b>{movementSentence(movement, unit)}</b> {movementRoute(movement, pathOf)}
        </span>{' '}
        <TitleLink title={movement.performance} />
        <span className={classes.facts}>
          <Moment at={movement.created_at} withTime />
          {movement.created_by ? <span>{movement.created_by.short_name}</span> : null}
          <UnitNumbers units={movement.units} />
          {movement.comment ? <span className={classes.comment}>{movement.comment}</span> : null}
          {movement.undone_by_id !== null || movement.undoes_id !== null ? (
            <span>
              <Pair movement={movement} />
            </span>
          ) : null}
        </span>
      </div>
      {movement.can_undo ? (
        <Button
          size="xs"
          variant="default"
          className={classes.undo ?? ''}
          loading={undo.isPending}
          onClick={() => undo.mutate(movement)}
        >
          {t('undo')}
        </Button>
      ) : null}
    </li>
  );
}

/** An item's movements, newest first. `brief` shows the last three and leads to the journal for the rest. */
export function MovementTimeline({ item, brief = false }: { item: ItemOut; brief?: boolean }) {
  const { t } = useTranslation('movements');
  const history = useInfiniteQuery(historyOptions(item.id));
  const { data: total } = useQuery(movementCountOptions(item));
  const all = history.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = brief ? all.slice(0, 3) : all;
  const aside =
    total === undefined ? null : total > 3 ? (
      <Link to="/inventory/movements" search={{ item: item.id }}>
        {t('all', { n: total })}
      </Link>
    ) : (
      formatNumber(total)
    );
  return (
    <div id={brief ? undefined : 'movements'} className={classes.part}>
      <Section title={t('title')} aside={aside}>
        {history.isPending ? (
          <div aria-busy="true">
            <Skeleton height={12} width="70%" my={8} />
            <Skeleton height={12} width="50%" my={8} />
          </div>
        ) : history.isError ? (
          <ErrorState error={history.error} onRetry={() => void history.refetch()} />
        ) : shown.length === 0 ? (
          <p className={classes.none}>{t('none')}</p>
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
            {t('more')}
          </Button>
        ) : null}
      </Section>
    </div>
  );
}
