import { type PointerEvent, useRef, useState } from 'react';

export const MAX_SCALE = 5;
const SWIPE_PX = 60;

export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { scale: 1, x: 0, y: 0 };

/** Zooms by a factor so that the point under the finger (from the middle of the frame) stays where it is. */
export function zoomed(view: View, factor: number, x = 0, y = 0): View {
  const scale = Math.min(MAX_SCALE, Math.max(1, view.scale * factor));
  if (scale === 1) return WHOLE;
  const ratio = scale / view.scale;
  return { scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio };
}

/** Keeps the picture over its frame. */
export function held(view: View, width: number, height: number): View {
  const limit = (size: number) => ((view.scale - 1) * size) / 2;
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { ...view, x: clamp(view.x, limit(width)), y: clamp(view.y, limit(height)) };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Wheel, double click, pinch and drag of one picture; a swipe of the whole one turns the page. */
export function useZoom(onSwipe: (step: 1 | -1) => void) {
  const [view, setView] = useState(WHOLE);
  const frame = useRef<HTMLDivElement>(null);
  const points = useRef(new Map<number, Point>());
  const swipe = useRef<Point | null>(null);

  const change = (next: View) => {
    const box = frame.current?.getBoundingClientRect();
    setView(box ? held(next, box.width, box.height) : next);
  };
  const fromMiddle = (point: Point): Point => {
    const box = frame.current?.getBoundingClientRect();
    return box
      ? { x: point.x - box.left - box.width / 2, y: point.y - box.top - box.height / 2 }
      : { x: 0, y: 0 };
  };
  const by = (factor: number, at?: Point) => {
    const { x, y } = at ? fromMiddle(at) : { x: 0, y: 0 };
    change(zoomed(view, factor, x, y));
  };
  const spread = () => {
    const [a, b] = [...points.current.values()];
    return a && b
      ? { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
      : null;
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      points.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      swipe.current = points.current.size === 1 ? { x: event.clientX, y: event.clientY } : null;
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const before = points.current.get(event.pointerId);
      if (!before) return;
      const old = spread();
      points.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const next = spread();
      if (old && next) by(next.distance / Math.max(1, old.distance), next);
      else if (view.scale > 1) {
        change({ ...view, x: view.x + event.clientX - before.x, y: view.y + event.clientY - before.y });
      }
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      points.current.delete(event.pointerId);
      const start = swipe.current;
      swipe.current = null;
      if (!start || view.scale > 1) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > Math.abs(dy) * 1.5) onSwipe(dx < 0 ? 1 : -1);
    },
    onPointerCancel: (event: PointerEvent<HTMLDivElement>) => {
      points.current.delete(event.pointerId);
      swipe.current = null;
    },
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      if (view.scale > 1) setView(WHOLE);
      else by(2.5, { x: event.clientX, y: event.clientY });
    },
    onWheel: (event: { deltaY: number; clientX: number; clientY: number }) =>
      by(Math.exp(-event.deltaY / 400), { x: event.clientX, y: event.clientY }),
  };
  return { view, frame, handlers, by, reset: () => setView(WHOLE) };
}
