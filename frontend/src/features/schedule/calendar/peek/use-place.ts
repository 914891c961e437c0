import { useMediaQuery, useWindowEvent } from '@mantine/hooks';
import { type CSSProperties, useCallback, useEffect, useState } from 'react';
import { OVERLAY_MAX } from '@/theme/tokens';

const WIDTH = 400;
const GAP = 16;
const EDGE = 16;
/** Under the top bar. */
const TOP = 60;
const LEAST_HEIGHT = 560;
/** The event may be drawn after its card: the calendar still reads. */
const WAIT_MS = 300;

/** Beside an event of the calendar, on the side that has room, so that its day stays in sight. */
function placeOf(eventId: number): CSSProperties {
  const bar = document.querySelector(`[data-event="${eventId}"]`)?.getBoundingClientRect();
  const right = innerWidth - EDGE - WIDTH;
  if (!bar || bar.width === 0) return { top: TOP, left: right, maxHeight: innerHeight - TOP - EDGE };
  const after = bar.right + GAP;
  const before = bar.left - GAP - WIDTH;
  const left = after <= right ? after : before >= EDGE ? before : right;
  const top = Math.max(TOP, Math.min(bar.top - 8, innerHeight - LEAST_HEIGHT - EDGE));
  return { top, left, maxHeight: innerHeight - top - EDGE };
}

/** Where the card of an event hovers; undefined where it stands beside the page or over all of it. */
export function usePlace(eventId: number, wanted: boolean): CSSProperties | undefined {
  const narrow = useMediaQuery(`(max-width: ${OVERLAY_MAX}px)`, false, { getInitialValueInEffect: false });
  const [place, setPlace] = useState(() => placeOf(eventId));
  const again = useCallback(() => setPlace(placeOf(eventId)), [eventId]);
  useEffect(() => {
    const timer = setTimeout(again, WAIT_MS);
    return () => clearTimeout(timer);
  }, [again]);
  useWindowEvent('resize', again);
  return wanted && !narrow ? place : undefined;
}
