import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, PASSWORD, type Role, roles } from './fixtures';

/** Tokens of the run: an account may sign in only so often. */
const tokens = new Map<Role, { token: string; until: number }>();
const FRESH_MS = 10 * 60_000;

async function tokenOf(request: APIRequestContext, role: Role): Promise<string> {
  const known = tokens.get(role);
  if (known && known.until > Date.now()) return known.token;
  const answer = await request.post('/api/v1/auth/login', {
    data: { email: roles[role], password: PASSWORD, client: 'api' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const token: string = (await answer.json()).access_token;
  tokens.set(role, { token, until: Date.now() + FRESH_MS });
  return token;
}

/** Asks the API as somebody of the theatre. */
export async function api(request: APIRequestContext, role: Role) {
  const headers = { Authorization: `Bearer ${await tokenOf(request, role)}` };
  return {
    post: async (path: string, data: object) => {
      const answer = await request.post(`/api/v1${path}`, { headers, data });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    },
    patch: async (path: string, data: object) => {
      const answer = await request.patch(`/api/v1${path}`, { headers, data });
      expect(answer.ok(), await answer.text()).toBe(true);
    },
    replace: async (path: string, version: number, data: object) => {
      const match = { ...headers, 'If-Match': `"v${version}"` };
      const answer = await request.put(`/api/v1${path}`, { headers: match, data });
      expect(answer.ok(), await answer.text()).toBe(true);
    },
    remove: (path: string) => request.delete(`/api/v1${path}`, { headers }),
    get: async (path: string) => (await request.get(`/api/v1${path}`, { headers })).json(),
  };
}

const DAY_MS = 86_400_000;

/** A day so far ahead that the demo season has not reached it, other for every run. */
export function freeDay(farthest = 50_000): string {
  const ahead = 400 + Math.floor(Math.random() * farthest);
  return new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
}

/** The Tuesday of such a far week. */
export function freeTuesday(): string {
  const day = new Date(`${freeDay()}T00:00:00Z`);
  return new Date(day.getTime() + ((2 - day.getUTCDay() + 7) % 7 || 7) * DAY_MS).toISOString().slice(0, 10);
}

export const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** `2027-03-02` → `02.03.2027`, as one types it. */
export const shown = (day: string) => day.split('-').reverse().join('.');

/** Fills a field with a calendar as somebody who types. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(shown(day));
  await field.press('Tab');
}

/** Carries what is under the pointer by so many pixels, in steps as a hand does. */
export async function carry(page: Page, from: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error('nothing to carry');
  const start = { x: box.x + box.width / 2, y: box.y + box.height - 8 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 5 });
  await page.mouse.move(start.x + by.x, start.y + by.y, { steps: 5 });
  await page.mouse.up();
}

/** How far to the right of one event another one begins, tails aside, in pixels. */
export async function apart(page: Page, one: number, other: number): Promise<number> {
  const starts = await Promise.all(
    [one, other].map((id) => page.locator(`[data-event="${id}"] [class*="core"]`).boundingBox()),
  );
  const [from, to] = starts;
  if (!from || !to) throw new Error('no such events on the board');
  return to.x - from.x;
}
