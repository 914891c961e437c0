import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEvent } from '../event';
import { Bar, type Clash } from './bar';
import classes from './board.module.css';
import type { RowLayout } from './layout';
import type { BoardRow } from './rows';

interface Props {
  readonly row: BoardRow;
  readonly layout: RowLayout;
  readonly top: number;
  /** The stretch of the scale that is on screen; null draws all of it. */
  readonly clip: { readonly from: number; readonly to: number } | null;
  readonly clashes: ReadonlyMap<number, Clash>;
  readonly opened: number | undefined;
  readonly away: number | undefined;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly onOpen: (id: number) => void;
}

/** A venue or a person and its events. */
export const Row = memo(function Row({
  row,
  layout,
  top,
  clip,
  clashes,
  opened,
  away,
  canMove,
  onOpen,
}: Props) {
  const { t } = useTranslation('schedule');
  const placed = clip
    ? layout.placed.filter(
        ({ left, width, label, labelWidth }) =>
          Math.min(left, label) < clip.to && Math.max(left + width, label + labelWidth) > clip.from,
      )
    : layout.placed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of events, not of form fields
    <div
      role="group"
      className={classes.row}
      style={{ top, height: layout.height }}
      data-row={row.key}
      aria-label={t('label.row', { name: row.name, events: t('count', { count: layout.placed.length }) })}
    >
      <div className={classes.name}>
        <b>{row.name}</b>
        {row.about ? <span>{row.about}</span> : null}
      </div>
      <div className={classes.track}>
        {placed.map((item) => (
          <Bar
            key={item.event.id}
            item={item}
            clash={clashes.get(item.event.id)}
            opened={opened === item.event.id}
            away={away === item.event.id}
            movable={canMove(item.event)}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
});
