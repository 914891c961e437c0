import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type ImageSize, imageCaches } from './caches';
import classes from './private-image.module.css';
import { usePrivateImage } from './use-private-image';

const NEAR = '240px';
const watched = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | null = null;

/** One observer for all pictures of a page. */
function whenNear(element: Element, run: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) watched.get(entry.target)?.();
    },
    { rootMargin: NEAR },
  );
  watched.set(element, run);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

interface Props {
  /** Address at the API; it needs the session, so an `img` could not load it by itself. */
  readonly src: string | null;
  readonly alt: string;
  readonly size?: ImageSize;
  readonly fit?: 'cover' | 'contain';
  /** What stands there when the picture cannot be had. */
  readonly fallback?: ReactNode;
  readonly className?: string | undefined;
}

/** A private picture: waits until it is near the screen, then a skeleton, then the picture. Fills its frame. */
export function PrivateImage({
  src,
  alt,
  size = 'thumbnail',
  fit = 'cover',
  fallback = null,
  className = '',
}: Props) {
  const frame = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(() => src !== null && imageCaches[size].peek(src) !== null);
  useEffect(() => {
    if (near || !frame.current) return;
    return whenNear(frame.current, () => setNear(true));
  }, [near]);
  const { status, address } = usePrivateImage(src, size, near);
  return (
    <span ref={frame} className={`${classes.frame} ${className}`} data-status={status} data-fit={fit}>
      {address !== null ? <img src={address} alt={alt} draggable={false} /> : null}
      {status === 'failed' ? fallback : null}
    </span>
  );
}
