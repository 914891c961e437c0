import { IconCalendarOff } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEvent } from '../event';
import { dayText } from '../words';
import { Bar, type Clash } from './bar';
import classes from './board.module.css';
import type { RowLayout } from './layout';
import type { Away, BoardRow } from './rows';
import type { Scale } from './scale';

interface Props {
  readonly row: BoardRow;
  readonly layout: RowLayout;
  readonly scale: Scale;
  readonly top: number;
  /** The stretch of the scale that is on screen; null draws all of it. */
  readonly clip: { readonly from: number; readonly to: number } | null;
  readonly clashes: ReadonlyMap<number, Clash>;
  readonly opened: number | undefined;
  readonly away: number | undefined;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly onOpen: (id: number) => void;
}

/** When a person is not there: hatched behind what they are called to, so that both are seen. */
function AwayBand({ away, scale }: { away: Away; scale: Scale }) {
  const { t } = useTranslation('schedule');
  if (away.to <= scale.start || away.from >= scale.end) return null;
  const left = scale.x(away.from);
  const words = t(`away.${away.kind}`);
  const days = t('away.days', { from: dayText(away.from), to: dayText(away.to - 1) });
  return (
    <span
      className={classes.away}
      style={{ left, width: Math.max(7, scale.x(away.to) - left) }}
      title={`${words}, ${days}`}
    >
      <b aria-hidden="true">
        <IconCalendarOff size={13} stroke={1.8} />
        {words}
      </b>
      <span className="visually-hidden">{`${words}, ${days}`}</span>
    </span>
  );
}

/** A venue or a person and its events. */
export const Row = memo(function Row({
  row,
  layout,
  scale,
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
        {row.away.map((away) => (
          <AwayBand key={away.id} away={away} scale={scale} />
        ))}
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
