import type { ItemRow } from '@/api/gen';
import { PrivateImage } from '@/shared/ui/private-image';
import { ItemThumb } from '../components/cells';
import classes from './item-picture.module.css';

/** A small square of an item: its main photo, else the picture of its category. */
export function ItemSquare({ row, size = 28 }: { row: ItemRow; size?: number }) {
  const photo = row.photo;
  const icon = <ItemThumb categoryId={row.category?.id ?? null} size={size - 12} />;
  if (!photo) return icon;
  return (
    <span className={classes.small} style={{ width: size, height: size }}>
      <PrivateImage className={classes.small} src={photo.thumbnail_url} alt="" fallback={icon} />
    </span>
  );
}

/** The same, filling whatever frame it stands in. */
export function ItemPicture({ row, className = '' }: { row: ItemRow; className?: string | undefined }) {
  const photo = row.photo;
  const icon = <ItemThumb categoryId={row.category?.id ?? null} size={40} />;
  if (!photo) return <span className={`${classes.none} ${className}`}>{icon}</span>;
  return <PrivateImage className={className} src={photo.thumbnail_url} alt="" fallback={icon} />;
}
