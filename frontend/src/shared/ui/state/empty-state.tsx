import type { ReactNode } from 'react';
import classes from './state.module.css';

/** Nothing to show, and the next step. `actions` holds at most two buttons. */
export function EmptyState({
  title,
  text,
  icon,
  actions,
}: {
  title: string;
  text?: string;
  icon?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {icon ? (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <h2 className={classes.title}>{title}</h2>
      {text ? <p className={classes.text}>{text}</p> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
