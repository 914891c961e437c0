import type { ClipboardEventHandler, ReactNode } from 'react';

export interface SearchOption {
  readonly value: string;
  /** What the field shows when it is chosen, and what typing is matched with. */
  readonly label: string;
  /** How the list calls it, where that differs: the last branch of a path. */
  readonly name?: string | undefined;
  /** A second, quiet line. */
  readonly about?: ReactNode;
  /** The level in a tree. */
  readonly depth?: number | undefined;
  /** The heading it stands under; neighbours of one heading share it. */
  readonly group?: string | undefined;
  readonly lead?: ReactNode;
}

/** What a field of a form has, whatever it chooses. */
export interface FieldProps {
  readonly label?: ReactNode;
  readonly 'aria-label'?: string;
  readonly placeholder?: string | undefined;
  readonly description?: ReactNode;
  readonly inputWrapperOrder?: ('label' | 'input' | 'description' | 'error')[];
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly withAsterisk?: boolean;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
  readonly size?: 'sm' | 'md';
  readonly leftSection?: ReactNode;
  readonly onBlur?: (() => void) | undefined;
  readonly onPaste?: ClipboardEventHandler<HTMLInputElement> | undefined;
  readonly 'data-autofocus'?: boolean | undefined;
  readonly 'data-open'?: boolean | undefined;
  readonly 'data-path'?: string | undefined;
}
