import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Row } from './types';

interface Schema extends DBSchema {
  rows: { key: string; value: Row; indexes: { userId: number } };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('kulisa-outbox', 1, {
    upgrade(db) {
      db.createObjectStore('rows', { keyPath: 'id' }).createIndex('userId', 'userId');
    },
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

/** The rows of one person, the oldest first. Another person's rows on this device are not theirs to see or to send. */
export async function rowsOf(userId: number): Promise<Row[]> {
  const rows = await (await database()).getAllFromIndex('rows', 'userId', userId);
  return rows.toSorted((one, other) => one.createdAt - other.createdAt);
}

export async function rowOf(id: string): Promise<Row | undefined> {
  return (await database()).get('rows', id);
}

/** Keeps an act; whatever the person had about the same subject gives way, and comes after all that waits. */
export async function add(row: Row): Promise<void> {
  const { store, done } = (await database()).transaction('rows', 'readwrite');
  const before = await store.index('userId').getAll(row.userId);
  for (const { id, subject } of before) if (subject === row.subject) await store.delete(id);
  const latest = Math.max(0, ...before.map(({ createdAt }) => createdAt));
  await store.put({ ...row, createdAt: Math.max(row.createdAt, latest + 1) });
  await done;
}

/** Changes a row that is still there: one dropped meanwhile stays dropped. */
export async function change(id: string, patch: Partial<Row>): Promise<boolean> {
  const { store, done } = (await database()).transaction('rows', 'readwrite');
  const row = await store.get(id);
  if (row) await store.put({ ...row, ...patch });
  await done;
  return row !== undefined;
}

export async function remove(ids: readonly string[]): Promise<void> {
  const { store, done } = (await database()).transaction('rows', 'readwrite');
  for (const id of ids) await store.delete(id);
  await done;
}
