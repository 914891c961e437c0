import { useEffect, useEffectEvent } from 'react';
import { Wedge } from './keyboard';

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement)
  );
}

/**
 * Hears a hand scanner wherever the focus is, fields and dialogs apart. While it listens, single keys write codes and
 * do nothing else.
 */
export function useWedge(onCode: (readings: string[]) => void): void {
  const hear = useEffectEvent(onCode);
  useEffect(() => {
    const wedge = new Wedge();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target)) return;
      if (event.key === 'Enter') {
        // Enter on a button presses it, unless a code has just been typed.
        const readings = wedge.finish(event.timeStamp);
        if (!readings) return;
        event.preventDefault();
        event.stopPropagation();
        hear(readings);
        return;
      }
      if (event.key === ' ' && wedge.isEmpty) return;
      if (!wedge.press(event, event.timeStamp)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
