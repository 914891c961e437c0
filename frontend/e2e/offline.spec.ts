import type { Page } from '@playwright/test';
import { expect, expectAccessible, fillSignIn, roles, test } from './fixtures';

/** Lost connections are written to the console by the browser itself. */
const LOST = 'net::ERR_INTERNET_DISCONNECTED';

/** A page of an actor in a browser of their own, with the worker. */
async function opened(page: Page): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, roles.actor);
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await (await caches.open('kulisa-parts')).keys()).length > 100);
}

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow', viewport: { width: 390, height: 844 } });
  test.beforeEach(({ tolerance }) => tolerance.texts.push(LOST));

  test('the application opens, says who is signed in, and goes on by itself', async ({ page, context }) => {
    await opened(page);
    await page.goto('/schedule/mine');
    await expect(page.getByRole('heading', { level: 1, name: 'Мои вызовы' })).toBeVisible();
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Нет сети' })).toBeVisible();
    await expect(page.getByText('Вход выполнен: Лебедев К. М. Всё')).toBeVisible();
    await page.goto('/login');
    await expect(page.getByRole('heading', { level: 1, name: 'Нет сети' })).toBeVisible();
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(page.getByRole('heading', { level: 1, name: 'Мои вызовы' })).toBeVisible();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => path.startsWith('/api'))).toEqual([]);
  });
});

test('a section that was never opened waits for the network instead of reloading', async ({
  page,
  context,
  tolerance,
}) => {
  tolerance.texts.push(LOST, 'dynamically imported module', 'part: ');
  await page.goto('/login');
  await fillSignIn(page, roles.actor);
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  await page.goto('/profile');
  await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
  let loads = 0;
  page.on('framenavigated', () => {
    loads += 1;
  });
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Спектакли' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Нет сети' })).toBeVisible();
  await expect(page).toHaveURL(/\/performances/);
  await expect(page.getByText('Ошибка записана')).toHaveCount(0);
  expect(await page.evaluate(() => document.title)).toContain('Нет сети');
  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Спектакли' })).toBeVisible();
  expect(loads).toBeGreaterThan(0);
});
