import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import type { TileLayout } from '@/shared/ui/data-table';
import { PlaceCell, QuantityCell, StatusCell } from '../components/cells';
import { ItemPicture, ItemSquare } from './item-picture';
import classes from './item-tile.module.css';

function Line({ row }: { row: ItemRow }) {
  return (
    <span className={classes.line}>
      <ItemSquare row={row} size={44} />
      <span className={classes.text}>
        <span className={classes.name}>{row.name}</span>
        <span className={classes.facts}>
          {row.inventory_number}
          {row.category ? ` · ${row.category.name}` : ''} · <PlaceCell row={row} />
        </span>
      </span>
      <span>
        <StatusCell row={row} />
      </span>
      <QuantityCell row={row} />
    </span>
  );
}

function Card({ row }: { row: ItemRow }) {
  return (
    <span className={classes.card}>
      <ItemPicture row={row} className={classes.picture} />
      <span className={classes.body}>
        <span className={classes.name}>{row.name}</span>
        <span className={classes.facts}>{row.inventory_number}</span>
        <span className={classes.foot}>
          <span>
            <StatusCell row={row} />
          </span>
          <QuantityCell row={row} />
        </span>
      </span>
    </span>
  );
}

function Large({ row }: { row: ItemRow }) {
  const { t } = useTranslation('inventory');
  return (
    <span className={classes.large}>
      <ItemPicture row={row} className={classes.whole} />
      <span className={classes.over}>
        <span className={classes.text}>
          <span className={classes.name}>{row.name}</span>
          <span className={classes.facts}>
            {row.inventory_number} · {t(`status.${row.status}`)}
          </span>
        </span>
        <b>{formatNumber(row.quantity)}</b>
      </span>
    </span>
  );
}

/** A row of the list in the ways that are no table: two lines, a card, a large picture. */
export function ItemTile({ row, layout }: { row: ItemRow; layout: TileLayout }) {
  if (layout === 'list') return <Line row={row} />;
  return layout === 'grid' ? <Card row={row} /> : <Large row={row} />;
}
