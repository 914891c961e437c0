import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isPicture } from '@/shared/lib/picture';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Listeners of the place that takes dropped files, and whether files hang over it now. */
export function usePhotoDrop(add: ((files: readonly File[]) => void) | null) {
  const [over, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  if (!add) return { over: false, place: {} };
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return {
    over,
    place: {
      onDragEnter: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setOver(true);
      },
      onDragLeave: () => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      },
      onDragOver: (event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        add([...event.dataTransfer.files]);
      },
    },
  };
}

/** Pictures pasted anywhere on the page, unless somebody is typing. */
export function usePhotoPaste(add: ((files: readonly File[]) => void) | null): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    if (!add || (event.target instanceof Element && event.target.closest('input, textarea'))) return;
    const pictures = [...(event.clipboardData?.files ?? [])].filter(isPicture);
    if (pictures.length === 0) return;
    event.preventDefault();
    add(pictures);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => take(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
}
