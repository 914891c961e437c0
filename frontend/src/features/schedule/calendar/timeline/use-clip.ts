import { type RefObject, useEffect, useMemo, useState } from 'react';

const STEP = 600;

/** The columns around what is on screen, in steps, so that scrolling draws anew only now and then; null: all of them. */
export function useClip(
  scroller: RefObject<HTMLElement | null>,
  width: number,
  enabled: boolean,
): { from: number; to: number } | null {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const box = scroller.current;
    if (!box || !enabled) return;
    const follow = () => setStep(Math.floor(box.scrollLeft / STEP));
    follow();
    box.addEventListener('scroll', follow, { passive: true });
    return () => box.removeEventListener('scroll', follow);
  }, [scroller, enabled]);
  return useMemo(
    () => (enabled ? { from: (step - 1) * STEP, to: (step + 2) * STEP + width } : null),
    [enabled, step, width],
  );
}
