const LAYER = '[role="dialog"], [data-gives-back]';

/** What an element that may go away stands for: an entry of a menu for the button that opened the menu. */
function lasting(element: Element): Element {
  const menu = element.closest('[role="menu"]');
  return (menu && document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`)) ?? element;
}

const canHold = (element: Element | undefined): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && !element.matches(':disabled');

/**
 * Gives the focus back to what opened a dialog, a drawer or a popover when that goes away, however it goes. Watches the
 * document, so that no dialog has to think of it. Returns the way to stop.
 */
export function giveFocusBack(): () => void {
  /** What had the focus before a layer took it. */
  const openers = new WeakMap<Element, Element>();
  let last: Element = document.body;
  let layer: Element | null = null;

  const enter = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    const entered = target.closest(LAYER);
    if (entered && !openers.has(entered) && !entered.contains(last)) openers.set(entered, last);
    layer = entered;
    last = lasting(target);
  };
  const check = () => {
    if (!layer || layer.isConnected) return;
    const gone = layer;
    layer = null;
    // After the dialog's own nodes are gone, and only if nobody else has taken the focus.
    window.setTimeout(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      let opener = openers.get(gone);
      // The opener may have stood in a dialog that went away with this one.
      for (let step = 0; opener && !canHold(opener) && step < 5; step += 1) {
        const outer = opener.closest(LAYER);
        opener = outer ? openers.get(outer) : undefined;
      }
      if (canHold(opener)) opener.focus({ preventScroll: true });
    });
  };
  document.addEventListener('focusin', enter);
  const watch = new MutationObserver(check);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', enter);
    watch.disconnect();
  };
}
