import { isRedirect } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { keepKnownSearch } from './guards';

const at = (search: object) => ({ pathname: '/inventory', search, hash: '' });

describe('an address', () => {
  it('stays when every parameter is known, whatever became of its value', () => {
    expect(() => keepKnownSearch(at({ q: 'x', sort: 'y' }), { q: 'x', sort: undefined })).not.toThrow();
    expect(() => keepKnownSearch(at({}), {})).not.toThrow();
  });

  it('loses what no page knows', () => {
    let thrown: unknown;
    try {
      keepKnownSearch(at({ q: 'x', search: 'y' }), { q: 'x' });
    } catch (error) {
      thrown = error;
    }
    if (!isRedirect(thrown)) throw new Error('no redirect');
    expect(thrown.options).toMatchObject({ to: '/inventory', search: { q: 'x' }, replace: true });
  });
});
