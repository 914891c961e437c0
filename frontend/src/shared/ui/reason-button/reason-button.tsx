import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';

type Props = ButtonProps & {
  children: ReactNode;
  /** Why the action is impossible now; null when it is possible. Told on hover, focus and tap. */
  reason: string | null;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  type?: 'button' | 'submit';
};

/** A button that, when it cannot act, stays reachable and says why. */
export function ReasonButton({ reason, onClick, children, type = 'button', ...rest }: Props) {
  return (
    <Tooltip label={reason} disabled={reason === null} openDelay={0} multiline maw={280}>
      <Button
        {...rest}
        type={type}
        data-disabled={reason !== null || undefined}
        aria-disabled={reason !== null || undefined}
        onClick={(event) => {
          if (reason !== null) event.preventDefault();
          else onClick?.(event);
        }}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
