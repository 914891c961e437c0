import type { QueryClient } from '@tanstack/react-query';
import { actOf } from '@/acts';
import { invalidate } from '@/api/invalidate';
import { ApiError, toApiError } from '@/api/problem';
import { getSession } from '@/api/session-token';
import { i18next, loadTexts } from '@/i18n';
import { randomId } from '@/shared/lib/random-id';
import { add, change, remove, rowOf, rowsOf } from './database';
import { dueOf, meaningOf, stopsAll, troubleOf } from './rules';
import { useOutbox } from './store';
import type { Act, Refusal, Row } from './types';

const LOCK = 'kulisa.outbox';
/** As long as the server remembers the keys of such acts: later, one whose answer was lost could be done twice. */
const LIFE_MS = 30 * 24 * 3_600_000;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LOCK);
channel?.addEventListener('message', () => void publish());

/** Acts whose own screen still waits for the answer: it shows them itself. */
const held = new Set<string>();

/** Shows what an act has changed. */
let client: QueryClient | null = null;

export function sendFor(queryClient: QueryClient): void {
  client = queryClient;
}

const userId = (): number | null => getSession()?.userId ?? null;

function refresh({ touches }: Act<unknown>): void {
  if (client && touches) void invalidate(client, touches);
}

/** Shows the rows of a person on this tab. */
export async function publish(user = userId()): Promise<void> {
  const rows = user === null ? [] : await rowsOf(user).catch(() => []);
  useOutbox.setState({ rows: rows.filter(({ id }) => !held.has(id)) });
}

async function changed(): Promise<void> {
  channel?.postMessage('changed');
  await publish();
}

/** Forgets acts: the person does not want them any more, or their results were taken. */
export async function drop(ids: readonly string[]): Promise<void> {
  await remove(ids);
  await changed();
}

/** Forgets everything of a person, at the end of their session. */
export async function wipe(user: number): Promise<void> {
  await drop((await rowsOf(user)).map(({ id }) => id));
}

async function refuse(row: Row, { status, code, message }: Refusal): Promise<void> {
  await change(row.id, { state: 'refused', trouble: null, refusal: { status, code, message } });
}

/** Sends one. @returns whether the next one may follow. */
async function sendOne(row: Row): Promise<boolean> {
  const act = await actOf(row.kind);
  if (!act || (row.tried && Date.now() - row.createdAt > LIFE_MS)) {
    await loadTexts('outbox');
    await refuse(row, { status: 409, code: 'outbox.old', message: i18next.t('outbox:old') });
    return true;
  }
  // Dropped, or another took its place.
  if (!(await change(row.id, { tried: true }))) return true;
  // Nobody's act goes out in the session of somebody else, whoever was signed in when the sending began.
  if (userId() !== row.userId) return false;
  useOutbox.setState({ sendingId: row.id });
  try {
    const result = await act.send(row.body, row.id);
    if (act.keeps) await change(row.id, { state: 'done', result });
    else await remove([row.id]);
  } catch (error) {
    const problem = toApiError(error);
    const meaning = meaningOf(problem);
    if (meaning === 'line') return false;
    if (meaning === 'trouble') {
      await change(row.id, { trouble: troubleOf(row, problem, Date.now()) });
      return !stopsAll(problem);
    }
    await refuse(row, problem);
  } finally {
    useOutbox.setState({ sendingId: null });
  }
  refresh(act);
  return true;
}

async function sendAll(hurry: boolean): Promise<void> {
  const user = userId();
  if (user === null) return;
  for (const row of dueOf(await rowsOf(user), Date.now(), hurry)) {
    const next = await sendOne(row);
    await changed();
    if (!next) return;
  }
}

let running: Promise<void> = Promise.resolve();

/**
 * Sends what waits. One tab at a time; the others leave it to that one.
 *
 * @param wait the caller has to know: it is sent here, after whatever another tab sends now.
 * @param hurry what the server could not do before is tried at once.
 */
export async function flush({ wait = false, hurry = false } = {}): Promise<void> {
  if (!navigator.locks) {
    // Plain http knows no locks; two tabs there are told apart by the key.
    const send = () => sendAll(hurry);
    running = running.then(send, send);
    return running;
  }
  await navigator.locks.request(LOCK, { ifAvailable: !wait }, async (lock) => {
    if (lock) await sendAll(hurry);
  });
}

/**
 * Does an act of `src/acts.ts`: at once, or when the network is back, even if the page is closed until then.
 *
 * @returns whether it was done or waits.
 * @throws ApiError when the server refused it at once.
 */
export async function perform(kind: string, body: unknown): Promise<'done' | 'waiting'> {
  const [act, user] = [await actOf(kind), userId()];
  if (!act || user === null) throw new Error(`no act ${kind}`);
  const id = randomId();
  const row: Row = {
    id,
    userId: user,
    kind,
    subject: act.subject(body),
    body,
    createdAt: Date.now(),
    tried: false,
    state: 'waiting',
    trouble: null,
    refusal: null,
    result: null,
  };
  held.add(id);
  try {
    try {
      await add(row);
    } catch {
      // No storage in this browser: at once, or not at all.
      await act.send(body, id);
      refresh(act);
      return 'done';
    }
    if (navigator.onLine) await flush({ wait: true });
    const after = await rowOf(id);
    if (after?.state !== 'refused') return after?.state === 'waiting' ? 'waiting' : 'done';
    await remove([id]);
    throw new ApiError(after.refusal ?? { status: 409, code: '', message: '' });
  } finally {
    held.delete(id);
    await changed().catch(() => undefined);
  }
}
