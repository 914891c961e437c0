import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { client } from '@/api/gen/client.gen';
import { renderApp } from '@/test/render';
import { type Row, useOutbox } from './outbox';
import { countWaiting, useWaitingCalls } from './waiting-calls';

const server = setupServer(
  http.get(`${location.origin}/api/v1/schedule/calls/mine`, () =>
    HttpResponse.json({ items: [call(1), call(2), call(3)] }),
  ),
);
beforeAll(() => {
  client.setConfig({ baseUrl: location.origin });
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => useOutbox.setState({ rows: [] }));
afterAll(() => server.close());

function call(id: number) {
  const at = new Date(Date.now() + 3_600_000).toISOString();
  return {
    id,
    event: { id },
    call_at: at,
    until: at,
    status: 'invited',
    event_status: 'planned',
    call_version: 1,
  };
}

function row(eventId: number, version: number): Row {
  return {
    id: `${eventId}`,
    userId: 1,
    kind: 'schedule.decline',
    subject: `schedule.answer/${eventId}`,
    body: { eventId, version, reason: 'illness', comment: '' },
    createdAt: Date.now(),
    tried: false,
    state: 'waiting',
    trouble: null,
    refusal: null,
    result: null,
  };
}

function Count() {
  const { query, calls } = useWaitingCalls();
  return query.isSuccess ? <p>{countWaiting(calls)}</p> : null;
}

it('does not count a call whose answer waits for the network, unless the call has changed since', async () => {
  useOutbox.setState({ rows: [row(1, 1), row(2, 0)] });
  renderApp(<Count />);
  expect(await screen.findByText('2')).toBeVisible();
});
