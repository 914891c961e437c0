import { fileURLToPath } from 'node:url';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, PASSWORD, roles } from './fixtures';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const ACCOUNTANTS_LIST = at('../../backend/tests/fixtures/opis-butaforskii-ceh.xlsx');
export const MONTH_FIRST_LIST = at('../../backend/tests/fixtures/assets-month-first.csv');

interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function csv(name: string, ...lines: string[]): TestFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) };
}

export async function upload(page: Page, file: string | TestFile): Promise<void> {
  await page.goto('/inventory/imports');
  await page.getByRole('link', { name: 'Загрузить таблицу' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Загрузка из таблицы' })).toBeFocused();
  await page.locator('main input[type=file]').setInputFiles(file);
}

export async function next(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Дальше' })
    .or(page.getByRole('link', { name: 'Дальше' }))
    .click();
}

export function step(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'Шаги загрузки' })
    .locator('[aria-current=step]', { hasText: name });
}

export function figure(page: Page, label: string) {
  return page.locator('main div', { has: page.getByText(label, { exact: true }) }).last();
}

export async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Отменить загрузку' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Отменить загрузку' }).click();
}

/** The second demo theatre through the API, to look behind the screens. */
export async function api(request: APIRequestContext) {
  const data = { email: roles.stranger, password: PASSWORD, client: 'api' };
  const login = await request.post('/api/v1/auth/login', { data });
  expect(login.ok()).toBe(true);
  const headers = { Authorization: `Bearer ${(await login.json()).access_token}` };
  return {
    async get(path: string) {
      const response = await request.get(`/api/v1${path}`, { headers });
      return { status: response.status(), body: await response.json() };
    },
    async send(method: string, path: string, body?: object) {
      const response = await request.fetch(`/api/v1${path}`, {
        method,
        headers,
        ...(body ? { data: body } : {}),
      });
      expect(response.status(), `${method} ${path}`).toBeLessThan(300);
      return response.status() === 204 ? null : response.json();
    },
  };
}
