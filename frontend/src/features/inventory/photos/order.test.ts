import { describe, expect, it } from 'vitest';
import { editOf, turnedFrame } from './edit';
import { moved } from './model';
import { nearest } from './use-drag-order';
import { held, WHOLE, zoomed } from './use-zoom';

describe('the order of photos', () => {
  it('moves one and keeps the rest in their order', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
    expect(moved(['a', 'b'], 7, 0)).toEqual(['a', 'b']);
  });

  it('drops at the nearest place', () => {
    const box = (left: number, top: number) => ({ left, top, width: 100, height: 100 });
    const boxes = [box(0, 0), box(120, 0), box(0, 120)];
    expect(nearest(boxes, 190, 20)).toBe(1);
    expect(nearest(boxes, 20, 300)).toBe(2);
    expect(nearest([], 0, 0)).toBe(-1);
  });
});

describe('what the server is asked to do with a photo', () => {
  const imageSize = { width: 400, height: 200 };
  const whole = { left: 0, top: 0, width: 400, height: 200 };

  it('is nothing when nothing was changed', () => {
    expect(editOf({ imageSize, transforms: { rotate: 0 }, coordinates: whole })).toBeNull();
    expect(editOf({ imageSize, transforms: { rotate: 360 }, coordinates: null })).toBeNull();
  });

  it('is a turn clockwise, whichever way one came there', () => {
    const standing = { left: 0, top: 0, width: 200, height: 400 };
    expect(editOf({ imageSize, transforms: { rotate: -90 }, coordinates: standing })).toEqual({
      rotate: 270,
      crop: null,
    });
    expect(editOf({ imageSize, transforms: { rotate: 450 }, coordinates: standing })?.rotate).toBe(90);
  });

  it('is a frame in fractions of the turned picture', () => {
    const coordinates = { left: 50, top: 100, width: 100, height: 200 };
    expect(editOf({ imageSize, transforms: { rotate: 90 }, coordinates })).toEqual({
      rotate: 90,
      crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
    });
  });

  it('goes on holding what it held while the picture turns', () => {
    const frame = { left: 10, top: 20, width: 100, height: 50 };
    const right = turnedFrame(frame, imageSize, true);
    expect(right).toEqual({ left: 130, top: 10, width: 50, height: 100 });
    expect(turnedFrame(right, { width: 200, height: 400 }, false)).toEqual(frame);
  });

  it('never leaves the picture', () => {
    const coordinates = { left: 300, top: -5, width: 140, height: 100 };
    const crop = editOf({ imageSize, transforms: { rotate: 0 }, coordinates })?.crop;
    expect(crop).toEqual({ x: 0.75, y: 0, width: 0.25, height: 0.475 });
  });
});

describe('the zoom of a photo', () => {
  it('keeps the point under the finger', () => {
    const view = zoomed(WHOLE, 2, 100, 50);
    expect(view).toEqual({ scale: 2, x: -100, y: -50 });
    expect(zoomed(view, 0.1, 100, 50)).toEqual(WHOLE);
    expect(zoomed(WHOLE, 99).scale).toBe(5);
  });

  it('keeps the picture over its frame', () => {
    expect(held({ scale: 2, x: 999, y: -999 }, 400, 200)).toEqual({ scale: 2, x: 200, y: -100 });
  });
});
