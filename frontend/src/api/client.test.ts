import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiFetch } from './client';
import { reportUnreachable, useConnection } from './connection';
import { ApiError } from './problem';
import { getSession, onLostSession, setSession } from './session-token';

const server = setupServer();
const origin = location.origin;
const lost = vi.fn();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  lost.mockClear();
  onLostSession(lost);
  setSession({ token: 'old', userId: 1 });
  useConnection.setState({ status: 'online', retryAt: null, attempt: 0, savedAt: null });
});
afterEach(() => server.resetHandlers());

const items = http.get(`${origin}/api/v1/inventory`, ({ request }) =>
  request.headers.get('Authorization') === 'Bearer new'
    ? HttpResponse.json({ items: [] })
    : HttpResponse.json({ title: 'x', code: 'auth.required' }, { status: 401 }),
);

describe('apiFetch', () => {
  it('renews the token once for many requests that failed together, and repeats each', async () => {
    let refreshes = 0;
    server.use(
      items,
      http.post(`${origin}/api/v1/auth/refresh`, async ({ request }) => {
        refreshes += 1;
        expect(request.headers.get('X-Requested-With')).toBe('kulisa');
        expect(await request.json()).toEqual({});
        return HttpResponse.json({
          access_token: 'new',
          token_type: 'bearer',
          expires_in: 900,
          user: { id: 1 },
        });
      }),
    );
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => apiFetch(`${origin}/api/v1/inventory`)),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(refreshes).toBe(1);
    expect(getSession()?.token).toBe('new');
  });

  it('ends the session once when the server does not renew it', async () => {
    server.use(
      items,
      http.post(`${origin}/api/v1/auth/refresh`, () =>
        HttpResponse.json({ code: 'auth.ended' }, { status: 401 }),
      ),
    );
    const results = await Promise.allSettled([
      apiFetch(`${origin}/api/v1/inventory`),
      apiFetch(`${origin}/api/v1/inventory`),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(lost).toHaveBeenCalledOnce();
    expect(getSession()).toBeNull();
  });

  it('ends the session when the cookie has become that of somebody else', async () => {
    const seen: (string | null)[] = [];
    server.use(
      http.post(`${origin}/api/v1/inventory`, ({ request }) => {
        seen.push(request.headers.get('Authorization'));
        return HttpResponse.json({ title: 'x', code: 'auth.required' }, { status: 401 });
      }),
      http.post(`${origin}/api/v1/auth/refresh`, () =>
        HttpResponse.json({ access_token: 'new', token_type: 'bearer', expires_in: 900, user: { id: 2 } }),
      ),
    );
    await expect(apiFetch(`${origin}/api/v1/inventory`, { method: 'POST' })).rejects.toMatchObject({
      status: 401,
    });
    expect(seen).toEqual(['Bearer old']);
    expect(lost).toHaveBeenCalledOnce();
    expect(getSession()).toBeNull();
  });

  it('keeps the session when the refresh itself cannot reach the server', async () => {
    server.use(
      items,
      http.post(`${origin}/api/v1/auth/refresh`, () => HttpResponse.error()),
    );
    await expect(apiFetch(`${origin}/api/v1/inventory`)).rejects.toMatchObject({
      status: 0,
      code: 'connection',
    });
    expect(lost).not.toHaveBeenCalled();
    expect(getSession()?.token).toBe('old');
    expect(useConnection.getState().status).toBe('unavailable');
  });

  it('does not try to renew after a refused sign-in', async () => {
    server.use(
      http.post(`${origin}/api/v1/auth/login`, ({ request }) => {
        expect(request.headers.get('Authorization')).toBeNull();
        return HttpResponse.json(
          { title: 'Нет', detail: 'Почта или пароль не подходят.', code: 'c' },
          { status: 401 },
        );
      }),
    );
    const attempt = apiFetch(`${origin}/api/v1/auth/login`, { method: 'POST', body: '{}' });
    await expect(attempt).rejects.toThrow(
      new ApiError({ status: 401, code: 'c', message: 'Почта или пароль не подходят.' }),
    );
  });

  it('notes a server that asks to wait, and that it is back', async () => {
    server.use(
      http.get(`${origin}/api/v1/health/live`, () =>
        HttpResponse.json(
          { title: 'x', code: 'unavailable' },
          { status: 503, headers: { 'Retry-After': '7' } },
        ),
      ),
    );
    const before = Date.now();
    await expect(apiFetch(`${origin}/api/v1/health/live`)).rejects.toBeInstanceOf(ApiError);
    const { status, retryAt } = useConnection.getState();
    expect(status).toBe('unavailable');
    expect((retryAt ?? 0) - before).toBeGreaterThanOrEqual(7000);
    server.use(http.get(`${origin}/api/v1/health/live`, () => HttpResponse.json({ status: 'ok' })));
    await apiFetch(`${origin}/api/v1/health/live`);
    expect(useConnection.getState()).toMatchObject({ status: 'online', retryAt: null });
  });

  it('takes an answer to what was asked before the line was lost for no sign of the line', async () => {
    let release = () => {};
    const answer = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      server.use(
        http.get(`${origin}/api/v1/inventory`, async () => {
          resolve();
          await answer;
          return HttpResponse.json({ items: [] });
        }),
      );
    });
    const asked = apiFetch(`${origin}/api/v1/inventory`);
    await arrived;
    reportUnreachable('offline', null);
    release();
    await asked;
    expect(useConnection.getState().status).toBe('offline');
  });
});
