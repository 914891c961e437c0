import { describe, expect, it } from 'vitest';
import { latinSign, Wedge } from './keyboard';

/** The keys of an English layout, and what a computer set to Russian makes of them. */
const RUSSIAN: Readonly<Record<string, string>> = {
  KeyH: 'р',
  KeyT: 'е',
  KeyP: 'з',
  KeyI: 'ш',
  KeyN: 'т',
  KeyV: 'м',
  Slash: '.',
  Semicolon: 'ж',
};

function type(wedge: Wedge, strokes: readonly [string, boolean?][], start = 1000, step = 12): number {
  let now = start;
  for (const [code, shiftKey = false] of strokes) {
    const plain = RUSSIAN[code] ?? code.at(-1) ?? '';
    const key = shiftKey ? plain.toUpperCase() : plain;
    expect(wedge.press({ code, key, shiftKey }, now)).toBe(true);
    now += step;
  }
  return now;
}

describe('a hand scanner', () => {
  it('is understood under the Russian layout', () => {
    const wedge = new Wedge();
    const end = type(wedge, [
      ['KeyH'],
      ['KeyT'],
      ['KeyT'],
      ['KeyP'],
      ['Semicolon', true],
      ['Slash'],
      ['Slash'],
      ['KeyH'],
      ['Slash'],
      ['KeyI'],
      ['Slash'],
      ['Digit7'],
    ]);
    expect(wedge.finish(end)).toEqual(['http://h/i/7', 'реезЖ..р.ш.7']);
    expect(wedge.isEmpty).toBe(true);
  });

  it('starts anew after a pause and needs more than one sign', () => {
    const wedge = new Wedge();
    type(wedge, [['KeyI'], ['KeyN']]);
    const end = type(wedge, [['KeyV', true], ['Digit1']], 9000);
    expect(wedge.finish(end)).toEqual(['V1', 'М1']);
    type(wedge, [['KeyI']]);
    expect(wedge.finish(1020)).toBeNull();
    type(wedge, [['KeyI'], ['KeyN']]);
    expect(wedge.finish(60_000)).toBeNull();
  });

  it('leaves keys alone that write nothing', () => {
    expect(latinSign({ code: 'ArrowDown', key: 'ArrowDown', shiftKey: false })).toBeNull();
    expect(latinSign({ code: 'Tab', key: 'Tab', shiftKey: false })).toBeNull();
    expect(latinSign({ code: 'Minus', key: '_', shiftKey: true })).toBe('_');
    expect(latinSign({ code: '', key: 'Ж', shiftKey: true })).toBe('Ж');
  });
});
