import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { CalendarEvent } from '../event';
import type { Period, Show } from '../period';
import { usePrinting } from '../use-printing';
import type { Clash } from './bar';
import classes from './board.module.css';
import { Ghost } from './ghost';
import { Head, isShown } from './head';
import { clashesIn, clashZones, LANE, layoutRow, ROW_PAD } from './layout';
import { textWidth } from './measure';
import { Row } from './row';
import type { BoardRow } from './rows';
import { makeScale, type Scale } from './scale';
import { useClip } from './use-clip';
import { type Drag, useDrag } from './use-drag';
import { useWalk } from './use-walk';

const NAME_WIDTH = 144;
const MIN_DAY: Readonly<Record<Show, number>> = { day: 900, week: 112, month: 112, list: 112 };
/** Fewer rows than this are simply all there: printing and searching the page find them. */
const VIRTUAL_FROM = 40;

/** Width of a lying sheet, in px: A3 for a month, A4 for less. */
const SHEET: Readonly<Record<Show, number>> = { day: 1060, week: 1060, month: 1500, list: 1060 };

/** A move that was refused and still asks what to do; it stays in sight. */
export interface Proposal {
  readonly event: CalendarEvent;
  readonly start: number;
  readonly end: number;
  readonly venueId: number | null;
  /** Events the server named. */
  readonly against: ReadonlySet<number>;
}

interface Props {
  readonly rows: readonly BoardRow[];
  readonly show: Show;
  readonly period: Period;
  readonly label: string;
  readonly corner: string;
  /** Minutes on the wall's clock. */
  readonly now: number;
  readonly clashes: ReadonlyMap<number, Clash>;
  readonly opened: number | undefined;
  readonly proposal: Proposal | null;
  /** Events that may come from outside the rows: those without a venue. */
  readonly find: (id: number) => CalendarEvent | undefined;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly canCreate: boolean;
  readonly onOpen: (id: number) => void;
  readonly onDay: (day: string) => void;
  readonly onDragStart: (drag: Drag) => void;
  readonly onDrop: (drag: Drag, row: BoardRow) => void;
  readonly onDragCancel: (drag: Drag) => void;
  readonly empty?: ReactNode;
}

const measure = (event: CalendarEvent) =>
  textWidth(`00:00 ${event.row.title}`) + (event.row.is_locked ? 14 : 0);

/** Hours of a column: a day shows all of them, longer periods those in which something usually happens. */
function useScale(show: Show, period: Period, rows: readonly BoardRow[], width: number): Scale {
  const first = useMemo(() => {
    if (show === 'day') return 360;
    let earliest = 480;
    for (const { spans } of rows)
      for (const { start } of spans) {
        const inDay = ((start % 1440) + 1440) % 1440;
        if (inDay >= 300 && inDay < earliest) earliest = Math.floor(inDay / 60) * 60;
      }
    return earliest;
  }, [show, rows]);
  const room = Math.floor((width - NAME_WIDTH) / period.days);
  const dayWidth = Math.max(MIN_DAY[show], room);
  const length = show === 'day' ? 1440 : 1560 - first;
  return useMemo(() => makeScale(period, first, length, dayWidth), [period, first, length, dayWidth]);
}

/** Rows of venues or people over days: bars to carry, stretch and draw anew. */
export function Board({ rows, show, period, clashes, opened, proposal, empty, ...props }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const frame = useMergedRef(scroller, sized);
  const scale = useScale(show, period, rows, width);
  const layouts = useMemo(
    () => rows.map((row) => layoutRow(row.spans, scale, measure, LANE[row.by])),
    [rows, scale],
  );
  const tops = useMemo(() => {
    let top = 0;
    return layouts.map(({ height }) => {
      const own = top;
      top += height;
      return own;
    });
  }, [layouts]);
  const height = (tops.at(-1) ?? 0) + (layouts.at(-1)?.height ?? 0);

  const printing = usePrinting();
  const many = rows.length > VIRTUAL_FROM && !printing;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layouts[index]?.height ?? LANE.venue,
    overscan: 2,
    enabled: many,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes are those of the layouts
  useEffect(() => virtual.measure(), [layouts, virtual]);
  const clip = useClip(scroller, width, many && scale.width > width);
  const shown = many ? virtual.getVirtualItems().map(({ index }) => index) : rows.map((_, index) => index);

  const drag = useDrag({
    scroller,
    body,
    scale,
    rows,
    layouts,
    tops,
    nameWidth: NAME_WIDTH,
    find: props.find,
    canMove: props.canMove,
    canCreate: props.canCreate,
    onStart: props.onDragStart,
    onDrop: (last) => {
      const row = rows.find(({ key }) => key === last.row);
      if (row) props.onDrop(last, row);
    },
    onCancel: props.onDragCancel,
  });
  useWalk(body);

  // A board wider than the screen opens at the present.
  const wide = scale.width > width;
  const start = useRef({ scale, now: props.now });
  start.current = { scale, now: props.now };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another period opens
  useEffect(() => {
    const { scale: at, now } = start.current;
    if (wide && isShown(at, now)) scroller.current?.scrollTo({ left: at.x(now) - 240 });
  }, [wide, period.from, period.days]);

  const ghost = drag ?? proposalGhost(proposal);
  const target = ghost ? rows.findIndex(({ key }) => key === ghost.row) : -1;
  const onVenue = rows[target]?.by === 'venue';
  const event = ghost?.event ?? null;
  const tails =
    event && onVenue ? { before: event.start - event.busyFrom, after: event.busyTo - event.end } : null;
  const [from, to] = ghost ? [ghost.start - (tails?.before ?? 0), ghost.end + (tails?.after ?? 0)] : [0, 0];
  const met = ghost && target >= 0 ? clashesIn(rows[target]?.spans ?? [], from, to, event?.id ?? 0) : [];
  const metKey = [
    ...met.map(({ event: { id } }) => id),
    ...(proposal && !drag ? proposal.against : []),
  ].join();
  const shownClashes = useMemo(() => {
    if (metKey === '') return clashes;
    return new Map<number, Clash>([
      ...clashes,
      ...metKey.split(',').map((id) => [Number(id), 'hard'] as const),
    ]);
  }, [clashes, metKey]);
  const sameRow = ghost !== null && ghost.from === ghost.row;
  const ghostTop = sameRow
    ? layouts[target]?.placed.find((item) => item.event.id === event?.id)?.top
    : undefined;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable with the keyboard
    <section ref={frame} className={classes.scroller} aria-label={props.label} tabIndex={0}>
      <div
        className={classes.board}
        style={{
          width: scale.width + NAME_WIDTH,
          ...(printing ? { zoom: Math.min(1, SHEET[show] / (scale.width + NAME_WIDTH)) } : {}),
          ['--name' as string]: `${NAME_WIDTH}px`,
          ['--day' as string]: `${scale.dayWidth}px`,
          ['--hour' as string]: `${(scale.dayWidth / scale.length) * 60}px`,
          ['--first' as string]: `${((Math.ceil(scale.opens / 120) * 120 - scale.opens) / scale.length) * scale.dayWidth}px`,
        }}
        data-show={show}
        data-by={rows[0]?.by}
        data-printing={printing || undefined}
        data-dragging={drag !== null || undefined}
      >
        <Head scale={scale} corner={props.corner} now={props.now} onDay={props.onDay} />
        <div ref={body} className={classes.body} style={{ height }}>
          {shown.map((index) => {
            const row = rows[index];
            const layout = layouts[index];
            if (!row || !layout) return null;
            return (
              <Row
                key={row.key}
                row={row}
                layout={layout}
                scale={scale}
                top={tops[index] ?? 0}
                clip={clip}
                clashes={shownClashes}
                opened={opened}
                away={ghost?.event?.id}
                canMove={props.canMove}
                onOpen={props.onOpen}
              />
            );
          })}
          <div className={classes.over} aria-hidden="true">
            {isShown(scale, props.now) ? (
              <span className={classes.now} style={{ left: scale.x(props.now) }} />
            ) : null}
            {ghost && target >= 0 ? (
              <>
                {clashZones(met, from, to).map((zone) => (
                  <span
                    key={`${zone.from}-${zone.to}`}
                    className={classes.zone}
                    style={{
                      left: scale.x(zone.from),
                      width: Math.max(2, scale.x(zone.to) - scale.x(zone.from)),
                      top: tops[target],
                      height: layouts[target]?.height,
                    }}
                  />
                ))}
                <Ghost
                  at={ghost}
                  scale={scale}
                  top={(tops[target] ?? 0) + (ghostTop ?? ROW_PAD)}
                  tails={onVenue}
                  clash={met.length > 0 || (proposal !== null && drag === null)}
                />
              </>
            ) : null}
          </div>
        </div>
        {empty}
      </div>
    </section>
  );
}

function proposalGhost(proposal: Proposal | null) {
  if (!proposal) return null;
  const { event, start, end, venueId } = proposal;
  return {
    event,
    start,
    end,
    from: event.venueId === null ? null : `venue-${event.venueId}`,
    row: `venue-${venueId}`,
  };
}
