import type { ItemRow } from '@/api/gen';
import { ItemSquare } from '../photos/item-picture';
import { PlaceCell, QuantityCell, StatusCell } from './cells';
import classes from './item-card.module.css';

/** A row of the list on a phone. */
export function ItemCard({ row }: { row: ItemRow }) {
  return (
    <span className={classes.card}>
      <ItemSquare row={row} size={44} />
      <span className={classes.text}>
        <span className={classes.name}>{row.name}</span>
        <span className={classes.facts}>
          {row.inventory_number} · <PlaceCell row={row} />
        </span>
        <span className={classes.state}>
          <StatusCell row={row} />
        </span>
      </span>
      <span className={classes.quantity}>
        <QuantityCell row={row} />
      </span>
    </span>
  );
}
