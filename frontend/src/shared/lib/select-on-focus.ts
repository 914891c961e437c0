import type { FocusEvent, MouseEvent } from 'react';

/**
 * What stands in a short field is chosen whole when the field gets the focus, so that typing replaces it instead of
 * standing behind it. A click would put the caret between; it only gives the focus.
 */
export const selectOnFocus = {
  onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
  onMouseDown: (event: MouseEvent<HTMLInputElement>) => {
    if (document.activeElement === event.currentTarget) return;
    event.preventDefault();
    event.currentTarget.focus();
  },
};
