/**
 * A hand scanner is a keyboard that types very fast. It presses the keys of an English layout; what the letters
 * become depends on the layout of the computer, so the places of the keys (`event.code`) are read beside the letters.
 */

const SHIFTED_DIGITS = ')!@#$%^&*(';
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDivide: ['/', '/'],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
};

export interface Stroke {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
}

/** The sign that an English layout has on the pressed key; null for keys that write nothing. */
export function latinSign({ code, key, shiftKey }: Stroke): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) {
    // Caps Lock shows in the letter only.
    const capital = key.length === 1 && key !== key.toLowerCase();
    return capital ? letter : letter.toLowerCase();
  }
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return shiftKey ? (SHIFTED_DIGITS[Number(digit)] ?? digit) : digit;
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad) return numpad;
  const sign = SIGNS[code];
  if (sign) return shiftKey ? sign[1] : sign[0];
  // Some readers on phones name no places at all.
  return key.length === 1 ? key : null;
}

/** Longer than this between two keys, and a new code begins. */
const PAUSE_MS = 1500;
const SHORTEST = 2;

/** Collects strokes until Enter. */
export class Wedge {
  private latin = '';
  private typed = '';
  private last = 0;

  get isEmpty(): boolean {
    return this.latin === '';
  }

  /** Takes a key; true when it belongs to a code. */
  press(stroke: Stroke, now: number): boolean {
    const sign = latinSign(stroke);
    if (sign === null) return false;
    if (now - this.last > PAUSE_MS) this.clear();
    this.last = now;
    this.latin += sign;
    this.typed += stroke.key.length === 1 ? stroke.key : sign;
    return true;
  }

  /** Enter: the readings of the code, the more likely first; null when nothing worth reading was typed. */
  finish(now: number): string[] | null {
    const stale = now - this.last > PAUSE_MS;
    const readings = [...new Set([this.latin.trim(), this.typed.trim()])];
    this.clear();
    return !stale && (readings[0]?.length ?? 0) >= SHORTEST ? readings : null;
  }

  private clear(): void {
    this.latin = '';
    this.typed = '';
  }
}
