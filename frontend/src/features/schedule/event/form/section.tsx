import { type ReactNode, useId } from 'react';
import classes from './event-form.module.css';

/** A group of fields under its name. */
export function FormSection({
  title,
  aside,
  children,
}: {
  title: string;
  /** Stands under the name: what the group is about, or its switch. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.heading}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
