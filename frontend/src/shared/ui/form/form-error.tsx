import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './password-field.module.css';

/** An error's words with its sign: colour alone says nothing. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <span className={classes.error}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
