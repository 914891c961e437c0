import { type RefObject, useEffect } from 'react';

/** Arrow keys walk over the events of a board: along a row, and to the nearest in the row above or below. */
export function useWalk(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = body.current;
    if (!root) return;
    const bars = (row: Element | null | undefined) => [
      ...(row?.querySelectorAll<HTMLElement>('[data-event]') ?? []),
    ];
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const bar = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-event]') : null;
      const row = bar?.closest('[data-row]');
      if (!bar || !row) return;
      let next: HTMLElement | undefined;
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        const all = bars(row);
        next = all[all.indexOf(bar) + (event.key === 'ArrowRight' ? 1 : -1)];
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const rows = [...root.querySelectorAll('[data-row]')];
        const step = event.key === 'ArrowDown' ? 1 : -1;
        for (let index = rows.indexOf(row) + step; rows[index] && !next; index += step) {
          next = bars(rows[index]).toSorted(
            (a, b) => Math.abs(a.offsetLeft - bar.offsetLeft) - Math.abs(b.offsetLeft - bar.offsetLeft),
          )[0];
        }
      } else return;
      event.preventDefault();
      next?.focus();
    };
    root.addEventListener('keydown', onKey);
    return () => root.removeEventListener('keydown', onKey);
  }, [body]);
}
