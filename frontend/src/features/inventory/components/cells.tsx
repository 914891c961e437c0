import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { daysAgo, formatDate, formatTime } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { inherited, treeIndex } from '@/shared/lib/tree';
import { Tag } from '@/shared/ui/badge/tone-badge';
import { CategoryIcon } from '@/shared/ui/category-icon/category-icon';
import { RowWarnings } from '../care/row-warnings';
import { categoriesOptions, locationsOptions } from '../queries';
import { byStatus, placeCount } from '../stock';
import classes from './cells.module.css';
import { StatusBadge } from './status-badge';

const NO_NODES: readonly never[] = [];

/** The picture of the nearest category above that has one. */
export function ItemThumb({ categoryId, size = 16 }: { categoryId: number | null; size?: number }) {
  const { data } = useQuery(categoriesOptions());
  const icon = inherited(treeIndex(data?.items ?? NO_NODES), categoryId, (node) => node.icon);
  return <CategoryIcon name={icon} size={size} />;
}

/** A place with the places around it: «Склад А, Стеллаж 3». Until the tree is there, its own name. */
export function PlaceName({
  place,
  short = false,
}: {
  place: { id: number; name: string } | null;
  short?: boolean;
}) {
  const { t } = useTranslation('inventory');
  const { data } = useQuery(locationsOptions());
  if (!place) return <span className={classes.muted}>{t('noPlace')}</span>;
  const path = treeIndex(data?.items ?? NO_NODES).get(place.id)?.path ?? [place.name];
  const text = path.join(', ');
  return <span title={text}>{short ? place.name : text}</span>;
}

export function PlaceCell({ row }: { row: ItemRow }) {
  const { t } = useTranslation('inventory');
  const places = placeCount(row.stock);
  if (places > 1) return t('places', { count: places });
  return <PlaceName place={row.location} />;
}

/** The status of most pieces, and how many other statuses there are. */
export function StatusCell({ row }: { row: ItemRow }) {
  const { t } = useTranslation('inventory');
  const others = byStatus(row.stock).filter((sum) => sum.status !== row.status);
  const words = others.map((sum) => `${t(`status.${sum.status}`)}: ${formatNumber(sum.quantity)}`).join(', ');
  return (
    <>
      <StatusBadge status={row.status} />
      {others.length > 0 ? (
        <span className={classes.more} title={words}>
          <span aria-hidden="true">+{others.length}</span>
          <span className="visually-hidden">{words}</span>
        </span>
      ) : null}
      <RowWarnings row={row} />
    </>
  );
}

/** «40» and, when the pieces are in several statuses, «30 · 6 · 4». */
export function QuantityCell({ row }: { row: ItemRow }) {
  const { t } = useTranslation('inventory');
  const sums = byStatus(row.stock);
  const words = sums.map((sum) => `${t(`status.${sum.status}`)}: ${formatNumber(sum.quantity)}`).join(', ');
  return (
    <span className={classes.quantity} title={sums.length > 1 ? words : undefined}>
      <b>{formatNumber(row.quantity)}</b>
      {sums.length > 1 ? (
        <span className={classes.parts}>{sums.map((sum) => formatNumber(sum.quantity)).join(' · ')}</span>
      ) : null}
      <RowWarnings stock row={row} />
    </span>
  );
}

export function TagsCell({ row }: { row: ItemRow }) {
  return (
    <span className={classes.tags} title={row.tags.map((tag) => tag.name).join(', ')}>
      {row.tags.map((tag) => (
        <Tag key={tag.id} color={tag.color}>
          {tag.name}
        </Tag>
      ))}
    </span>
  );
}

/** «сегодня 14:02», «вчера», «18.11.2026»; with `withTime` the time of every day. */
export function Moment({ at, withTime = false }: { at: string; withTime?: boolean }) {
  const { t } = useTranslation('common');
  const days = daysAgo(at);
  const day = days === 0 ? t('today') : days === 1 ? t('yesterday') : formatDate(at);
  return (
    <time dateTime={at} title={`${formatDate(at)} ${formatTime(at)}`}>
      {withTime || days === 0 ? `${day} ${formatTime(at)}` : day}
    </time>
  );
}
