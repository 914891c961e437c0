import { describe, expect, it } from 'vitest';
import { allows, type Subject } from '.';

const person = (permissions: Record<string, string>, department: number | null = null): Subject => ({
  id: 7,
  department: department === null ? null : { id: department },
  permissions,
});

describe('allows', () => {
  it('refuses what is not granted', () => {
    expect(allows(person({}), 'inventory:update')).toBe(false);
  });

  it('gives the whole theatre by «all»', () => {
    expect(allows(person({ 'inventory:update': 'all' }), 'inventory:update', { department: { id: 2 } })).toBe(
      true,
    );
  });

  it('keeps «department» to one’s own department', () => {
    const head = person({ 'inventory:update': 'department' }, 3);
    expect(allows(head, 'inventory:update')).toBe(true);
    expect(allows(head, 'inventory:update', { department: { id: 3 } })).toBe(true);
    expect(allows(head, 'inventory:update', { department: { id: 4 } })).toBe(false);
    expect(allows(head, 'inventory:update', { department: null })).toBe(false);
    expect(
      allows(person({ 'inventory:update': 'department' }), 'inventory:update', { department: null }),
    ).toBe(false);
  });

  it('keeps «own» to what one answers for or made', () => {
    const own = person({ 'inventory:update': 'own' });
    expect(allows(own, 'inventory:update', { responsible: { id: 7 } })).toBe(true);
    expect(allows(own, 'inventory:update', { created_by: { id: 7 } })).toBe(true);
    expect(allows(own, 'inventory:update', { responsible: { id: 8 }, created_by: null })).toBe(false);
  });
});
