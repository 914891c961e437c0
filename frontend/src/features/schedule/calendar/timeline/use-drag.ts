import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { SNAP_MINUTES, snapMinutes } from '../../time';
import type { CalendarEvent } from '../event';
import type { RowLayout } from './layout';
import type { BoardRow } from './rows';
import type { Scale } from './scale';

export type DragMode = 'move' | 'start' | 'end' | 'new';

/** What hangs under the pointer now. */
export interface Drag {
  readonly mode: DragMode;
  readonly event: CalendarEvent | null;
  /** Where it began, and where it would fall. */
  readonly from: string | null;
  readonly row: string;
  readonly start: number;
  readonly end: number;
}

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly body: RefObject<HTMLElement | null>;
  readonly scale: Scale;
  readonly rows: readonly BoardRow[];
  readonly layouts: readonly RowLayout[];
  readonly tops: readonly number[];
  readonly nameWidth: number;
  readonly find: (id: number) => CalendarEvent | undefined;
  readonly canMove: (event: CalendarEvent) => boolean;
  readonly canCreate: boolean;
  readonly onStart: (drag: Drag) => void;
  readonly onDrop: (drag: Drag) => void;
  readonly onCancel: (drag: Drag) => void;
}

const THRESHOLD = 4;
const EDGE = 48;

interface Held {
  mode: DragMode;
  event: CalendarEvent | null;
  from: string | null;
  /** Minutes between the pointer and the event's start. */
  grab: number;
  x: number;
  y: number;
  pointer: number;
  begun: boolean;
}

/**
 * Carries events over the board with a mouse or a pen: along time, between rows, by an edge, or draws a new one on empty
 * ground. Touch scrolls; its way is the dialog, like the keyboard's.
 */
export function useDrag(options: Options): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null);
  const held = useRef<Held | null>(null);
  const current = useRef<Drag | null>(null);
  const frame = useRef(0);

  const locate = useEffectEvent((clientX: number, clientY: number) => {
    const { body, scale, rows, layouts, tops, nameWidth } = options;
    const box = body.current?.getBoundingClientRect();
    if (!box) return null;
    const x = clientX - box.left - nameWidth;
    const y = clientY - box.top;
    const index = tops.findIndex((top, row) => y >= top && y < top + (layouts[row]?.height ?? 0));
    return { minutes: scale.at(x), inside: x >= 0, row: rows[index] };
  });

  const show = (next: Drag | null) => {
    current.current = next;
    setDrag(next);
  };

  const update = useEffectEvent(() => {
    const hold = held.current;
    if (!hold?.begun) return;
    const spot = locate(hold.x, hold.y);
    if (!spot) return;
    const { event, mode, grab, from } = hold;
    const snapped = snapMinutes(spot.minutes);
    if (mode === 'new') {
      if (event || from === null) return;
      const first = Math.min(grab, snapped);
      return show({
        mode,
        event,
        from,
        row: from,
        start: first,
        end: Math.max(grab, snapped, first + SNAP_MINUTES),
      });
    }
    if (!event) return;
    if (mode === 'start') {
      const start = Math.min(snapped, event.end - SNAP_MINUTES);
      return show({ mode, event, from, row: from ?? '', start, end: event.end });
    }
    if (mode === 'end') {
      const end = Math.max(snapped, event.start + SNAP_MINUTES);
      return show({ mode, event, from, row: from ?? '', start: event.start, end });
    }
    const start = snapMinutes(spot.minutes - grab);
    const free = spot.row?.by === 'venue' || from === null;
    const row = (free ? spot.row?.key : from) ?? from;
    if (row === null) return show(null);
    show({ mode, event, from, row, start, end: start + (event.end - event.start) });
  });

  /** Near an edge the board comes along. */
  const scrollAlong = useEffectEvent(() => {
    const hold = held.current;
    const scroller = options.scroller.current;
    if (!hold?.begun || !scroller) return;
    const box = scroller.getBoundingClientRect();
    const speed = (distance: number) => (distance < EDGE ? Math.ceil((EDGE - Math.max(0, distance)) / 4) : 0);
    const inside = hold.x >= box.left && hold.x <= box.right && hold.y >= box.top && hold.y <= box.bottom;
    if (inside) {
      const before = scroller.scrollLeft + scroller.scrollTop;
      scroller.scrollBy(
        speed(box.right - hold.x) - speed(hold.x - box.left - options.nameWidth),
        speed(box.bottom - hold.y) - speed(hold.y - box.top),
      );
      if (scroller.scrollLeft + scroller.scrollTop !== before) update();
    }
    frame.current = requestAnimationFrame(scrollAlong);
  });

  const finish = useEffectEvent((done: boolean) => {
    const last = current.current;
    const begun = held.current?.begun ?? false;
    held.current = null;
    cancelAnimationFrame(frame.current);
    show(null);
    if (!begun || !last) return;
    if (done) options.onDrop(last);
    else options.onCancel(last);
  });

  const press = useEffectEvent((event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const bar = event.target.closest<HTMLElement>('[data-event]');
    const from = event.target.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
    const spot = locate(event.clientX, event.clientY);
    if (!spot) return;
    const base = { from, x: event.clientX, y: event.clientY, pointer: event.pointerId, begun: false };
    if (bar) {
      const found = options.find(Number(bar.dataset.event));
      if (!found || !options.canMove(found)) return;
      const edge = event.target.closest<HTMLElement>('[data-edge]')?.dataset.edge;
      const mode = edge === 'start' || edge === 'end' ? edge : 'move';
      held.current = { ...base, mode, event: found, grab: from === null ? 0 : spot.minutes - found.start };
    } else if (from !== null && spot.inside && options.canCreate && spot.row?.by === 'venue') {
      held.current = { ...base, mode: 'new', event: null, grab: snapMinutes(spot.minutes) };
    }
  });

  const moveTo = useEffectEvent((event: PointerEvent) => {
    const hold = held.current;
    if (!hold || event.pointerId !== hold.pointer) return;
    const far = Math.hypot(event.clientX - hold.x, event.clientY - hold.y) >= THRESHOLD;
    if (!hold.begun && !far) return;
    hold.x = event.clientX;
    hold.y = event.clientY;
    const first = !hold.begun;
    hold.begun = true;
    event.preventDefault();
    update();
    if (first) {
      if (current.current) options.onStart(current.current);
      frame.current = requestAnimationFrame(scrollAlong);
    }
  });

  useEffect(() => {
    const root =
      options.scroller.current?.closest<HTMLElement>('[data-drag-root]') ?? options.scroller.current;
    if (!root) return;
    const onMove = (event: PointerEvent) => moveTo(event);
    const onUp = (event: PointerEvent) => {
      if (held.current?.begun) {
        // The click that follows belongs to the drag, not to what lies under it.
        window.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
      }
      if (held.current && event.pointerId === held.current.pointer) finish(true);
    };
    const swallow = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };
    const onCancel = () => finish(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !held.current?.begun) return;
      event.preventDefault();
      event.stopPropagation();
      finish(false);
    };
    const noDrag = (event: Event) => event.preventDefault();
    root.addEventListener('pointerdown', press);
    root.addEventListener('dragstart', noDrag);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      cancelAnimationFrame(frame.current);
      root.removeEventListener('pointerdown', press);
      root.removeEventListener('dragstart', noDrag);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [options.scroller]);

  return drag;
}
