export { HotkeySheet } from './hotkey-sheet';
export { type Hotkey, keyCaps, useHotkeyRegistry, useHotkeys } from './registry';
