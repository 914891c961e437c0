import { expect, it } from 'vitest';
import { mergeDrafts } from './merge-drafts';

it('keeps what one has typed, and takes the rest as others have saved it', () => {
  const base = { title: 'Чайка', author: 'Чехов', tags: [1] };
  const theirs = { title: 'Чайка', author: 'А. П. Чехов', tags: [1, 2] };
  expect(mergeDrafts(base, theirs, { ...base, title: 'Чайка. Эскиз' })).toEqual({
    title: 'Чайка. Эскиз',
    author: 'А. П. Чехов',
    tags: [1, 2],
  });
  expect(mergeDrafts(base, theirs, { ...base, author: 'Антон Чехов' }).author).toBe('Антон Чехов');
});
