import { notifications } from '@mantine/notifications';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { client } from '@/api/gen/client.gen';
import { setSession } from '@/api/session-token';
import { loadTexts } from '@/i18n';
import { keepScan } from './kept';

const server = setupServer(
  http.get(`${location.origin}/api/v1/inventory/resolve`, () => HttpResponse.error()),
);
beforeAll(async () => {
  client.setConfig({ baseUrl: location.origin });
  server.listen({ onUnhandledRequest: 'error' });
  setSession({ token: 'a', userId: 1 });
  await loadTexts('scan');
});
afterAll(() => {
  server.close();
  setSession(null);
});

// This browser has no database, and the server cannot be reached.
it('says once of a code that could be neither kept nor looked up', async () => {
  const show = vi.spyOn(notifications, 'show');
  const scan = { id: 's1', readings: ['СВ-101'], at: 1, outcome: { state: 'waiting' } } as const;
  await keepScan(scan);
  await keepScan(scan);
  expect(show).toHaveBeenCalledOnce();
});
