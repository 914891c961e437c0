import { describe, expect, it } from 'vitest';
import { nextNumbers } from './queries';

describe('the next numbers', () => {
  it('begin at 01 and go on after the largest', () => {
    expect(nextNumbers('СВ-1302', [], 18)).toEqual({ first: 'СВ-1302/01', last: 'СВ-1302/18' });
    const units = [{ number: 'св-1302/07' }, { number: 'СВ-1302/х' }, { number: 'СВ-13/99' }];
    expect(nextNumbers('СВ-1302', units, 2)).toEqual({ first: 'СВ-1302/08', last: 'СВ-1302/09' });
  });

  it('grow wider with a hundred pieces', () => {
    expect(nextNumbers('С', [{ number: 'С/98' }], 3)).toEqual({ first: 'С/099', last: 'С/101' });
  });
});
