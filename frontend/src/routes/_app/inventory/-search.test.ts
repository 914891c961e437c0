import { expect, it } from 'vitest';
import { NO_FILTERS } from '@/features/inventory/search';
import { search } from './-search';

it('every filter of the list is kept in the address', () => {
  expect(Object.keys(search.shape)).toEqual(expect.arrayContaining(Object.keys(NO_FILTERS)));
});
