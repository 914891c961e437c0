import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '@/theme/event-colors';
import classes from './tone-badge.module.css';

/**
 * A state as sign + word + colour. `quiet` leaves out the fill: the normal state is the quietest, only exceptions
 * are filled.
 */
export function ToneBadge({
  tone,
  icon: Glyph,
  quiet = false,
  children,
}: {
  tone: Tone;
  icon: Icon;
  quiet?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classes.badge} data-tone={tone} data-quiet={quiet || undefined}>
      <Glyph size={14} stroke={1.9} aria-hidden="true" />
      {children}
    </span>
  );
}

/** The colour of a tag, as a dot beside its name; nothing for a tag without one. */
export function TagMark({ color }: { color: string | null | undefined }) {
  return color ? <i className={classes.mark} style={{ background: color }} aria-hidden="true" /> : null;
}

/** A small word, for tags. Its colour is a mark beside it: the word itself stays readable in both themes. */
export function Tag({ color, children }: { color?: string | null; children: ReactNode }) {
  return (
    <span className={classes.tag}>
      <TagMark color={color} />
      {children}
    </span>
  );
}
