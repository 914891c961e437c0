import { expect, it } from 'vitest';
import { ApiError, connectionError } from '@/api/problem';
import { dueOf, meaningOf, stopsAll, troubleOf } from './rules';
import type { Row } from './types';

const failed = (status: number, retryAfter: number | null = null) =>
  new ApiError({ status, code: 'x', message: 'Беда.', retryAfter });

const row = (id: string, createdAt: number, patch: Partial<Row> = {}): Row => ({
  id,
  userId: 1,
  kind: 'schedule.confirm',
  subject: id,
  body: {},
  createdAt,
  tried: false,
  state: 'waiting',
  trouble: null,
  refusal: null,
  result: null,
  ...patch,
});

it('tells a line that is away from a server in trouble and from an answer', () => {
  const kinds = [0, 401, 408, 429, 500, 503, -1, 403, 404, 409, 412, 422];
  expect(kinds.map((status) => meaningOf(failed(status)))).toEqual([
    'line',
    'line',
    'trouble',
    'trouble',
    'trouble',
    'trouble',
    'trouble',
    'refused',
    'refused',
    'refused',
    'refused',
    'refused',
  ]);
  expect(meaningOf(connectionError())).toBe('line');
  expect([failed(500), failed(503), failed(429)].map(stopsAll)).toEqual([false, true, true]);
});

it('lets others pass an act that the server cannot do, and leaves it alone for longer each time', () => {
  const bad = row('bad', 1);
  const once = { ...bad, trouble: troubleOf(bad, failed(500), 0) };
  const twice = { ...bad, trouble: troubleOf(once, failed(500), 0) };
  expect([once.trouble.nextAt, twice.trouble.nextAt]).toEqual([30_000, 60_000]);
  expect(troubleOf(bad, failed(503, 300), 0).nextAt).toBe(300_000);
  const rows = [twice, row('other', 2), row('refused', 3, { state: 'refused' }), row('last', 4)];
  const ids = (now: number, hurry: boolean) => dueOf(rows, now, hurry).map(({ id }) => id);
  expect(ids(1000, false)).toEqual(['other', 'last']);
  expect(ids(60_000, false)).toEqual(['other', 'last', 'bad']);
  expect(ids(1000, true)).toEqual(['other', 'last', 'bad']);
});

it('does not leave an act alone for longer because the server was away for long', () => {
  let away = row('away', 1);
  for (let times = 0; times < 8; times += 1) away = { ...away, trouble: troubleOf(away, failed(503), 0) };
  expect(away.trouble?.nextAt).toBe(30_000);
  expect(troubleOf(away, failed(500), 0).nextAt).toBe(3_600_000);
});
