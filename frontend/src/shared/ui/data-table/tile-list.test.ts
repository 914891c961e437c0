import { describe, expect, it } from 'vitest';
import { arrowTarget } from './tile-list';

describe('arrows among tiles', () => {
  it('walk by one sideways and by a line up and down', () => {
    expect(arrowTarget('ArrowRight', 1, 10, 4)).toBe(2);
    expect(arrowTarget('ArrowLeft', 1, 10, 4)).toBe(0);
    expect(arrowTarget('ArrowDown', 1, 10, 4)).toBe(5);
    expect(arrowTarget('ArrowUp', 6, 10, 4)).toBe(2);
  });

  it('stay where they are at the edges', () => {
    expect(arrowTarget('ArrowLeft', 0, 10, 4)).toBe(0);
    expect(arrowTarget('ArrowUp', 2, 10, 4)).toBe(2);
    expect(arrowTarget('ArrowDown', 8, 10, 4)).toBe(8);
    expect(arrowTarget('ArrowRight', 9, 10, 4)).toBe(9);
  });

  it('reach the ends', () => {
    expect(arrowTarget('Home', 5, 10, 4)).toBe(0);
    expect(arrowTarget('End', 5, 10, 4)).toBe(9);
  });
});
