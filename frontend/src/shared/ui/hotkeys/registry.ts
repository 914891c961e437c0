import { useEffectEvent, useLayoutEffect } from 'react';
import { create } from 'zustand';

export type HotkeyGroup = 'go' | 'act' | 'list';

export interface Hotkey {
  /**
   * Physical keys (`event.code`), so that the Russian layout changes nothing: `KeyJ`, `Shift+KeyX`, `Mod+Enter`,
   * or two strokes one after another: `KeyG KeyI`.
   */
  readonly keys: string;
  /** What the help sheet says. */
  readonly label: string;
  readonly group: HotkeyGroup;
  /** Also while a text field has the focus; only sensible with Mod. */
  readonly inInputs?: boolean;
  readonly run: (event: KeyboardEvent) => void;
}

interface Entry {
  readonly keys: string;
  readonly label: string;
  readonly group: HotkeyGroup;
  readonly inInputs: boolean;
  readonly run: (event: KeyboardEvent) => void;
}

interface RegistryState {
  entries: readonly Entry[];
  singleKeys: boolean;
}

const CHORD_MS = 1200;

/** Everything that answers to a key right now; the help sheet lists exactly this. */
export const useHotkeyRegistry = create<RegistryState>(() => ({ entries: [], singleKeys: true }));

function stroke(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  // «/» and «?» sit on other keys of some layouts: there the sign counts, elsewhere the place.
  if (event.key === '/' && !event.shiftKey) parts.push('Slash');
  else if (event.key === '?')
    return [...parts.filter((part) => part !== 'Shift'), 'Shift', 'Slash'].join('+');
  else parts.push(event.code);
  return parts.join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  );
}

/** Whether a dialog was open when the key went down: it may have closed on it before the page hears of it. */
let dialogOpen = false;

/** A dialog or an open menu owns the keyboard. */
function isOccupied(target: EventTarget | null): boolean {
  if (dialogOpen) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null
  );
}

/** `at` is when the key went down: a busy page may hear of it much later. */
let firstStroke: { value: string; at: number } | null = null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat === undefined) return;
  const typing = isTyping(event.target);
  const current = stroke(event);
  const chord =
    firstStroke !== null && event.timeStamp - firstStroke.at < CHORD_MS
      ? `${firstStroke.value} ${current}`
      : null;
  firstStroke = null;
  const { entries, singleKeys } = useHotkeyRegistry.getState();
  const usable = entries.filter((entry) => {
    if (typing && !entry.inInputs) return false;
    if (!singleKeys && !entry.keys.includes('Mod') && entry.keys !== 'Escape') return false;
    return true;
  });
  if (isOccupied(event.target) && !current.startsWith('Mod')) return;
  const found =
    usable.findLast((entry) => entry.keys === chord) ?? usable.findLast((entry) => entry.keys === current);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (usable.some((entry) => entry.keys.startsWith(`${current} `))) {
    firstStroke = { value: current, at: event.timeStamp };
  }
}

let listening = false;

/** Makes keys answer while the calling component is on screen. A later registration of the same key wins. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const run = useEffectEvent((index: number, event: KeyboardEvent) => hotkeys[index]?.run(event));
  const signature = JSON.stringify(
    hotkeys.map(({ keys, label, group, inInputs }) => ({ keys, label, group, inInputs })),
  );

  // Before the page is painted: whoever sees it may press.
  useLayoutEffect(() => {
    if (!listening) {
      window.addEventListener(
        'keydown',
        () => {
          dialogOpen = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
        },
        { capture: true },
      );
      document.addEventListener('keydown', onKeyDown);
      listening = true;
    }
    const described: Omit<Entry, 'run'>[] = JSON.parse(signature);
    const mine = described.map((entry, index) => ({
      ...entry,
      inInputs: entry.inInputs ?? false,
      run: (event: KeyboardEvent) => run(index, event),
    }));
    useHotkeyRegistry.setState((state) => ({ entries: [...state.entries, ...mine] }));
    return () =>
      useHotkeyRegistry.setState((state) => ({
        entries: state.entries.filter((entry) => !mine.some((own) => own === entry)),
      }));
  }, [signature]);
}

const NAMES: Record<string, string> = {
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: 'Enter',
};

/** `Shift+KeyX` → [['Shift', 'X']], `KeyG KeyI` → [['G'], ['I']]; for drawing. */
export function keyCaps(keys: string): string[][] {
  const mac = navigator.platform.startsWith('Mac');
  return keys.split(' ').map((part) => {
    if (part === 'Shift+Slash') return ['?'];
    return part.split('+').map((key) => {
      if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
      return NAMES[key] ?? key.replace(/^Key|^Digit/, '');
    });
  });
}
