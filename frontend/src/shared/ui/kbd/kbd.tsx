import type { ReactNode } from 'react';
import classes from './kbd.module.css';

/** A key, small and outlined, shown where it acts. Hidden from screen readers: they have their own ways. */
export function Kbd({ children, inherit = false }: { children: ReactNode; inherit?: boolean }) {
  return (
    <span className={classes.kbd} data-inherit={inherit || undefined} aria-hidden="true">
      {children}
    </span>
  );
}
