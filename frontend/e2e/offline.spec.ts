import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, fillSignIn, PASSWORD, roles, test } from './fixtures';
import { api, freeDay } from './schedule-steps';

/** Lost connections are written to the console by the browser itself. */
const LOST = ['net::ERR_INTERNET_DISCONNECTED', 'net::ERR_FAILED'];

/** What the menu leads to. */
const SECTIONS = [
  '/schedule',
  '/schedule/mine',
  '/schedule/plan',
  '/schedule/conflicts',
  '/schedule/absences',
  '/performances',
  '/inventory/analytics',
  '/inventory/care',
  '/inventory/changes',
  '/inventory/labels',
  '/inventory/imports',
  '/inventory/movements',
  '/catalogue/categories',
  '/catalogue/locations',
  '/catalogue/fields',
  '/inventory',
];

/** A page in a browser of one's own, with the worker; an actor's unless told. */
async function opened(page: Page, who: string = roles.actor): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, who);
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await (await caches.open('kulisa-parts')).keys()).length > 100);
}

/** The field for a code on the page of scans. Where there is no camera it comes by itself, maybe just now. */
async function codeField(page: Page): Promise<Locator> {
  await page.goto('/scan');
  const field = page.getByRole('textbox', { name: 'Код, номер или серийный номер' });
  const button = page.getByRole('button', { name: 'Ввести код' });
  await expect(field.or(button).first()).toBeVisible();
  await expect(async () => {
    if (!(await field.isVisible())) await button.click({ timeout: 1000 });
    await expect(field).toBeVisible({ timeout: 1000 });
  }).toPass();
  return field;
}

/** After a reload some Chromiums say again that there is a network, while every request still fails. */
const NO_SERVER = /^(Нет сети|Сервер недоступен)$/;

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow', viewport: { width: 390, height: 844 } });
  test.beforeEach(({ tolerance }) => tolerance.texts.push(...LOST));

  test('the application opens, says who is signed in, and goes on by itself', async ({ page, context }) => {
    await opened(page);
    await page.goto('/schedule/mine');
    await expect(page.getByRole('heading', { level: 1, name: 'Мои вызовы' })).toBeVisible();
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: NO_SERVER })).toBeVisible();
    await expect(page.getByText('Вход выполнен: Лебедев К. М. Всё')).toBeVisible();
    await page.goto('/login');
    await expect(page.getByRole('heading', { level: 1, name: NO_SERVER })).toBeVisible();
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

  test('every section opened for the first time says so, asks the server once, and fills by itself', async ({
    page,
    context,
    tolerance,
  }) => {
    tolerance.texts.push('dynamically imported module', 'part: ');
    await opened(page, roles.director);
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await context.setOffline(true);
    const asked = new Map<string, number>();
    page.on('request', (one) => {
      const { pathname, search } = new URL(one.url());
      if (!pathname.startsWith('/api/') || pathname.endsWith('/health/live')) return;
      asked.set(pathname + search, (asked.get(pathname + search) ?? 0) + 1);
    });
    for (const path of SECTIONS) {
      await page.evaluate((to) => history.pushState({}, '', to), path);
      await expect(page).toHaveURL(path);
      await expect(page.getByRole('heading', { name: 'Нет сети' }).first(), path).toBeVisible();
      await expect(page.getByText('Не удалось загрузить'), path).toHaveCount(0);
    }
    expect([...asked].filter(([, times]) => times > 1)).toEqual([]);
    await context.setOffline(false);
    await expect(page.getByRole('heading', { name: 'Нет сети' })).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeVisible();
  });
});

test('a section that was never opened waits for the network instead of reloading', async ({
  page,
  context,
  tolerance,
}) => {
  tolerance.texts.push(...LOST, 'dynamically imported module', 'part: ');
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

test.describe('an answer without a network', () => {
  test.use({ serviceWorkers: 'allow', viewport: { width: 390, height: 844 } });
  test.beforeEach(({ tolerance }) => tolerance.texts.push(...LOST));

  test('goes out once, after the page was closed and opened again', async ({ page, context, request }) => {
    const planner = await api(request, 'assistant');
    const me = await (await api(request, 'actor')).get('/auth/me');
    const day = freeDay(400);
    const title = `Без сети ${day}`;
    const event = await planner.post('/schedule', {
      event_type: 'rehearsal',
      title,
      starts_at: `${day}T18:00:00+03:00`,
      ends_at: `${day}T21:00:00+03:00`,
      participants: [{ user_id: me.id, role: 'Ольга' }],
    });
    await opened(page);
    await page.goto(`/schedule/mine?date=${day}`);
    const card = page.getByRole('listitem').filter({ hasText: title });
    await expect(card).toBeVisible();
    await context.setOffline(true);
    await card.getByRole('button', { name: /^Не смогу/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Почему не сможете?' });
    await expect(sheet.getByText(/^Связи нет\. Отказ уйдёт сам/)).toBeVisible();
    await sheet.getByRole('button', { name: 'Отказаться' }).click();
    await expect(sheet.getByText('Выберите причину')).toBeVisible();
    await sheet.getByRole('radio', { name: 'Болезнь' }).check();
    await sheet.getByRole('button', { name: 'Отказаться' }).click();
    await expect(card.getByText('Вы отказались')).toBeVisible();
    await expect(card.getByText('ждёт отправки', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: '1 ждёт отправки' }).click();
    const list = page.getByRole('dialog', { name: 'Ждёт отправки' });
    await expect(
      list.getByText(`Отказ: ${title}, ${day.split('-').reverse().join('.')}, 18:00`),
    ).toBeVisible();
    await expectAccessible(page);
    await page.close();

    const sent: string[] = [];
    context.on('request', (one) => {
      if (one.method() === 'POST' && one.url().endsWith('/decline')) sent.push(one.url());
    });
    const again = await context.newPage();
    await again.goto(`/schedule/mine?date=${day}`);
    await expect(again.getByText('1 ждёт отправки.')).toBeVisible();
    await context.setOffline(false);
    await expect(
      again.getByRole('listitem').filter({ hasText: title }).getByText('Вы отказались'),
    ).toBeVisible();
    await expect.poll(() => sent.length).toBe(1);
    await expect(again.getByRole('button', { name: /ждёт отправки/ })).toHaveCount(0);
    await again.reload();
    await expect(again.getByRole('heading', { level: 1, name: 'Мои вызовы' })).toBeVisible();
    const { items } = await planner.get(`/schedule/${event.id}/participants`);
    expect(items.map(({ status }: { status: string }) => status)).toEqual(['declined']);

    // A call that was changed meanwhile: the answer to the old one is shown, not dropped; leaving asks.
    await again.goto(`/schedule/mine?date=${day}`);
    const other = again.getByRole('listitem').filter({ hasText: title });
    await other.getByRole('button', { name: 'Изменить ответ' }).click();
    await expect(other.getByRole('button', { name: /^Подтвердить/ })).toBeVisible();
    await context.setOffline(true);
    await other.getByRole('button', { name: /^Подтвердить/ }).click();
    await expect(other.getByText('ждёт отправки', { exact: true })).toBeVisible();
    await planner.patch(`/schedule/${event.id}`, { starts_at: `${day}T17:00:00+03:00` });
    await context.setOffline(false);
    await again.getByRole('button', { name: '1 не принято' }).click();
    const refused = again.getByRole('dialog', { name: 'Ждёт отправки' });
    await expect(refused.getByText(/Не принято: /)).toBeVisible();
    await again.keyboard.press('Escape');
    await again.getByRole('button', { name: 'Ещё' }).click();
    await again.getByRole('button', { name: 'Выйти' }).click();
    await again.getByRole('button', { name: 'Выйти и удалить' }).click();
    await expect(again).toHaveURL(/\/login/);
    await opened(again);
    await expect(again.getByRole('button', { name: /не принято/ })).toHaveCount(0);
    await again.close();
    await planner.remove(`/schedule/${event.id}`);
  });
});

test.describe('two answers without a network', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('one in trouble holds nobody up, two tabs send once, and leaving asks', async ({
    page,
    context,
    request,
    tolerance,
  }) => {
    tolerance.texts.push(...LOST);
    tolerance.statuses.push(500);
    const planner = await api(request, 'assistant');
    const me = await (await api(request, 'actor')).get('/auth/me');
    const day = freeDay(400);
    const [bad, good] = await Promise.all(
      ['10', '18'].map((hour) =>
        planner.post('/schedule', {
          event_type: 'rehearsal',
          title: `Очередь ${hour} ${day}`,
          starts_at: `${day}T${hour}:00:00+03:00`,
          ends_at: `${day}T${hour}:30:00+03:00`,
          participants: [{ user_id: me.id, role: 'Ольга' }],
        }),
      ),
    );
    const sent: string[] = [];
    context.on('request', (one) => {
      if (one.url().endsWith('/confirm')) sent.push(new URL(one.url()).pathname);
    });
    const timesSent = ({ id }: { id: number }) => sent.filter((path) => path.includes(`/${id}/`)).length;
    const broken = `**/api/v1/schedule/${bad.id}/confirm`;
    await context.route(broken, (route) =>
      route.fulfill({ status: 500, json: { detail: 'Беда на сервере.' } }),
    );
    await page.goto('/login');
    await fillSignIn(page, roles.actor);
    await page.waitForURL((url) => url.pathname !== '/login');
    await page.goto(`/schedule/mine?date=${day}`);
    const other = await context.newPage();
    await other.goto('/profile');
    await expect(other.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    const card = (event: { title: string }) => page.getByRole('listitem').filter({ hasText: event.title });
    await expect(card(bad)).toBeVisible();
    // Opened a while ago: what is fetched after the first paint is there.
    await other.waitForLoadState('networkidle');
    await context.setOffline(true);
    for (const event of [bad, good])
      await card(event)
        .getByRole('button', { name: /^Подтвердить/ })
        .click();
    await expect(page.getByRole('button', { name: '2 ждут отправки' })).toBeVisible();
    await expect(other.getByRole('button', { name: '2 ждут отправки' })).toBeVisible();

    // Without a network nobody is signed out: the question names what waits, and nothing of it is lost.
    await other.getByRole('button', { name: 'Ещё' }).click();
    await other.getByRole('button', { name: 'Выйти', exact: true }).click();
    const question = other.getByRole('dialog', { name: 'Не всё отправлено' });
    await expect(question.getByText(`Подтверждение: ${bad.title}`)).toBeVisible();
    await question.getByRole('button', { name: 'Выйти и удалить' }).click();
    await expect(other.getByText(/Проверьте сеть/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: '2 ждут отправки' })).toBeVisible();

    await other.keyboard.press('Escape');
    await context.setOffline(false);
    await other.getByRole('button', { name: '1 ждёт отправки' }).click();
    const list = other.getByRole('dialog', { name: 'Ждёт отправки' });
    await expect(list.getByText(/^Пока не ушло: Беда на сервере\. Повторим в /)).toBeVisible();
    expect([timesSent(good), timesSent(bad)]).toEqual([1, 1]);

    // The server can do it now.
    await context.unroute(broken);
    await list.getByRole('button', { name: 'Отправить сейчас' }).click();
    await expect(other.getByText('Всё отправлено')).toBeVisible();
    expect([timesSent(good), timesSent(bad)]).toEqual([1, 2]);
    for (const { id } of [bad, good]) {
      const { items } = await planner.get(`/schedule/${id}/participants`);
      expect(items.map(({ status }: { status: string }) => status)).toEqual(['confirmed']);
      await planner.remove(`/schedule/${id}`);
    }
    await other.close();
  });
});

test('a code read without a network is looked up later, though the page was closed', async ({
  context,
  page,
  tolerance,
}) => {
  tolerance.texts.push(...LOST);
  await page.goto('/login');
  await fillSignIn(page, roles.staff);
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  const field = await codeField(page);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await field.fill('НЕТ-ТАКОГО-КОДА');
  await field.press('Enter');
  await expect(page.getByText('Код НЕТ-ТАКОГО-КОДА').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '1 ждёт отправки' })).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/scan');
  await expect(again.getByText('Неизвестный код НЕТ-ТАКОГО-КОДА').first()).toBeVisible();
  await again.goto('/profile');
  await expect(again.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
  await expect(again.getByRole('button', { name: /отправки/ })).toHaveCount(0);
});

test('what waits never goes out in the session of somebody else', async ({ context, page, tolerance }) => {
  tolerance.texts.push(...LOST);
  tolerance.statuses.push(401, 404);
  let bearer = '';
  page.on('request', (one) => {
    bearer = one.headers().authorization ?? bearer;
  });
  await page.goto('/login');
  await fillSignIn(page, roles.staff);
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  const field = await codeField(page);
  await context.setOffline(true);
  await field.fill('КОД-ДРУГОГО');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: '1 ждёт отправки' })).toBeVisible();

  // Meanwhile the session is ended, and somebody else signs in on the same phone.
  const headers = { 'X-Requested-With': 'kulisa', Origin: new URL(page.url()).origin };
  const ended = await context.request.post('/api/v1/auth/logout', {
    headers: { ...headers, Authorization: bearer },
    data: { all: false },
  });
  expect(ended.ok(), await ended.text()).toBe(true);
  const data = { email: roles.actor, password: PASSWORD, client: 'web' };
  expect((await context.request.post('/api/v1/auth/login', { headers, data })).ok()).toBe(true);
  const answered: string[] = [];
  page.on('response', (one) => {
    if (one.url().includes('/inventory/resolve') && one.status() !== 401) answered.push(one.url());
  });
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/login/);
  expect(answered).toEqual([]);

  // It waits for whoever did it.
  await fillSignIn(page, roles.staff);
  await expect(page.getByText('Неизвестный код КОД-ДРУГОГО').first()).toBeVisible();
});
