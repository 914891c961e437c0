import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Which of the boxes is nearest to a point; -1 when there are none. */
export function nearest(boxes: readonly Box[], x: number, y: number): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, box] of boxes.entries()) {
    const distance = Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
    if (distance < least) [found, least] = [index, distance];
  }
  return found;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * Reorders by a handle: dragged with mouse or finger, or moved with the arrow keys. The usual libraries write style
 * elements, which the content security policy refuses.
 */
export function useDragOrder(count: number, onMove: (from: number, to: number) => void) {
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const handle = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: index, to: index });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!drag || !list.current) return;
      const boxes = [...list.current.children].map((child) => child.getBoundingClientRect());
      const to = nearest(boxes, event.clientX, event.clientY);
      if (to >= 0 && to !== drag.to) setDrag({ from: drag.from, to });
    },
    onPointerUp: () => {
      setDrag(null);
      if (drag && drag.to !== drag.from) onMove(drag.from, drag.to);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event: KeyboardEvent) => {
      const step =
        STEPS[event.key] ?? (event.key === 'Home' ? -index : event.key === 'End' ? count - 1 - index : 0);
      const to = Math.max(0, Math.min(count - 1, index + step));
      if (step === 0) return;
      event.preventDefault();
      if (to !== index) onMove(index, to);
    },
  });
  return { list, drag, handle };
}
