import { describe, expect, it } from 'vitest';
import { type Choice, choicesOf, chosenOf, type Layout, perSheet, sheetsFor } from './layouts';

const layout = { page: 'a4', columns: 3, rows: 8 } as Layout;
const preset = { preset: 'a4_3x8', name: 'A4', layout };
const own = { id: 7, version: 1, name: 'Наша', is_default: false, layout };

describe('labels', () => {
  it('are offered as last used, else the default, else the first preset', () => {
    const keys = (choice: Choice | undefined) => choice?.key;
    const choices = choicesOf({ presets: [preset], items: [own, { ...own, id: 8, is_default: true }] });
    expect(choices.map(({ key }) => key)).toEqual(['own:7', 'own:8', 'preset:a4_3x8']);
    expect(keys(chosenOf(choices, 'own:7'))).toBe('own:7');
    expect(keys(chosenOf(choices, 'own:99'))).toBe('own:8');
    expect(keys(chosenOf(choicesOf({ presets: [preset], items: [own] }), null))).toBe('preset:a4_3x8');
  });

  it('fill sheets, the used places included', () => {
    expect(perSheet(layout)).toBe(24);
    expect(perSheet({ ...layout, page: 'roll' })).toBe(1);
    expect([sheetsFor(24, 1, 24), sheetsFor(24, 2, 24), sheetsFor(0, 5, 24), sheetsFor(3, 1, 1)]).toEqual([
      1, 2, 0, 3,
    ]);
  });
});
