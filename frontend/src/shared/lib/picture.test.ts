import { describe, expect, it, vi } from 'vitest';
import { fitWithin, isPicture, renamed, shrink } from './picture';

describe('a picture before it is sent', () => {
  it('keeps its proportions and never grows', () => {
    expect(fitWithin(5120, 2560, 2560)).toEqual({ width: 2560, height: 1280 });
    expect(fitWithin(3000, 4000, 2560)).toEqual({ width: 1920, height: 2560 });
    expect(fitWithin(800, 600, 2560)).toEqual({ width: 800, height: 600 });
    expect(fitWithin(10_000, 1, 2560)).toEqual({ width: 2560, height: 1 });
  });

  it('is known by its type, or by its name when a phone names no type', () => {
    expect(isPicture({ name: 'a.jpg', type: 'image/jpeg' })).toBe(true);
    expect(isPicture({ name: 'IMG_0001.HEIC', type: '' })).toBe(true);
    expect(isPicture({ name: 'a.svg', type: 'image/svg+xml' })).toBe(false);
    expect(isPicture({ name: 'a.pdf', type: 'application/pdf' })).toBe(false);
  });

  it('takes the ending of its new type', () => {
    expect(renamed('стул.красный.HEIC', 'image/jpeg')).toBe('стул.красный.jpg');
    expect(renamed('стул', 'image/webp')).toBe('стул.webp');
  });

  it('stays as it is when the browser cannot read it', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('unreadable')));
    const file = new File(['x'], 'a.heic');
    expect(await shrink(file)).toBe(file);
    vi.unstubAllGlobals();
  });

  it('stays as it is when it is small enough', async () => {
    const close = vi.fn();
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 2000, height: 1500, close }));
    const file = new File(['x'], 'a.png', { type: 'image/png' });
    expect(await shrink(file)).toBe(file);
    expect(close).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });
});
