import type { ReactNode } from 'react';
import classes from './state.module.css';

/** Nothing to show, and the next step. `actions` holds at most two buttons. */
export function EmptyState({
  title,
  text,
  icon,
  actions,
  page = false,
}: {
  title: string;
  text?: string;
  icon?: ReactNode;
  actions?: ReactNode;
  /** The state is the whole page: its title is the page's heading. */
  page?: boolean;
}) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className={classes.state}>
      {icon ? (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <Title className={classes.title} {...(page ? { tabIndex: -1 } : {})}>
        {title}
      </Title>
      {text ? <p className={classes.text}>{text}</p> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
