import { expect, it } from 'vitest';
import { stepFor } from './steps';

it('follows the address while an import is being prepared', () => {
  expect(stepFor('uploaded', undefined)).toBe('table');
  expect(stepFor('uploaded', 'check')).toBe('check');
});

it('shows no result of an import that has not run', () => {
  expect(stepFor('uploaded', 'run')).toBe('table');
});

it('shows the result of what is running or over, whatever an old address says', () => {
  for (const status of ['running', 'done', 'undone'] as const) expect(stepFor(status, 'mapping')).toBe('run');
});

it('lets a failed import be corrected', () => {
  expect(stepFor('failed', undefined)).toBe('run');
  expect(stepFor('failed', 'mapping')).toBe('mapping');
});
