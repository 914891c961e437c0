import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  choose,
  columnLetter,
  columnWith,
  customCode,
  mappingOf,
  ownCode,
  ownKey,
} from './mapping';

describe('the mapping of columns', () => {
  it('goes to the API and comes back unchanged', () => {
    const mapping = { name: 1, inventory_number: 0, 'custom:Сумма': 7 };
    expect(mappingOf(choicesOf(mapping))).toEqual(mapping);
  });

  it('gives a field to one column only: the former one is left out', () => {
    const before = choicesOf({ name: 1, quantity: 2 });
    const after = choose(before, 5, 'name');
    expect(after).toEqual({ 2: 'quantity', 5: 'name' });
    expect(columnWith(after, 'name')).toBe(5);
    expect(choose(after, 5, null)).toEqual({ 2: 'quantity' });
  });

  it('names columns as spreadsheet programs do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });

  it("knows the theatre's own fields by their keys", () => {
    expect(ownKey(ownCode('moschnost'))).toBe('moschnost');
    expect([ownKey('name'), ownKey('custom:field:a'), ownKey(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps names of custom fields within the bounds of the API', () => {
    expect(customCode('х'.repeat(255))).toHaveLength('custom:'.length + 100);
  });
});
