import { useEffect, useState } from 'react';

/** What had the focus; of an entry of a menu, which goes away, the button that opened the menu. */
function focused(): Element | null {
  const active = document.activeElement;
  const menu = active?.closest('[role="menu"]');
  return menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : active;
}

/** Gives the focus back to what opened a dialog when the dialog goes. For dialogs that exist only while open. */
export function useFocusBack(): void {
  const [before] = useState(focused);
  useEffect(
    () => () => {
      // After the dialog's own nodes are gone, and only if nobody else has taken the focus.
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
