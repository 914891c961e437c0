import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect } from '@playwright/test';
import { expectAccessible, PASSWORD, roles, test } from './fixtures';

/** Asks the API as somebody of the theatre. */
async function session(request: APIRequestContext, email: string) {
  const answer = await request.post('/api/v1/auth/login', {
    data: { email, password: PASSWORD, client: 'api' },
  });
  const { access_token: token } = await answer.json();
  const headers = { Authorization: `Bearer ${token}` };
  return {
    get: async (path: string) => (await request.get(`/api/v1${path}`, { headers })).json(),
    post: async (path: string, data: unknown) => {
      const made = await request.post(`/api/v1${path}`, { headers, data });
      expect(made.ok(), await made.text()).toBe(true);
      return made.json();
    },
  };
}

test.describe('bulk changes', () => {
  test.setTimeout(180_000);
  test('three hundred found items move at once, one is refused, all come back', async ({ as, request }) => {
    const admin = await session(request, roles.admin);
    const word = `фонарик${randomUUID().slice(0, 6)}`;
    const departments: { id: number; code: string }[] = (await admin.get('/departments?page_size=200')).items;
    const idOf = (code: string) => departments.find((one) => one.code === code)?.id;
    const from = await admin.post('/inventory/locations', { name: `Откуда ${word}` });
    const to = await admin.post('/inventory/locations', { name: `Куда ${word}` });
    const create = (n: number, department: string) =>
      admin.post('/inventory', {
        name: `Прожектор ${word} ${n}`,
        quantity: 1,
        location_id: from.id,
        department_id: idOf(department),
      });
    for (let n = 0; n < 300; n += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, k) => create(n + k, 'light')));
    }
    await create(301, 'sound');

    const page = await as('head');
    await page.goto(`/inventory?q=${encodeURIComponent(word)}`);
    await page.getByRole('checkbox', { name: 'Выбрать все строки на странице' }).click();
    const bar = page.getByRole('toolbar', { name: 'Действия с выбранными' });
    await bar.getByRole('button', { name: `Выбрать все 301: поиск «${word}»` }).click();
    await expect(bar).toContainText('301');
    await bar.getByRole('button', { name: 'Переместить' }).click();

    const dialog = page.getByRole('dialog');
    const check = dialog.getByRole('button', { name: 'Показать, что изменится' });
    await expect(check).toBeDisabled();
    await dialog.getByRole('combobox', { name: 'Куда' }).fill(`Куда ${word}`);
    await page.getByRole('option', { name: `Куда ${word}`, exact: true }).click();
    await check.click();
    await expect(dialog.getByRole('status')).toContainText('300 изменятся');
    await expect(dialog.getByRole('status')).toContainText('1 откажется');
    await expect(dialog).toContainText('Предмет другого цеха');
    await expectAccessible(page);

    await dialog.getByRole('button', { name: 'Переместить: 300 из 301' }).click();
    await expect(dialog.getByRole('heading', { name: 'Готово' })).toBeVisible({ timeout: 30_000 });
    const there = async (place: { id: number }) =>
      (await admin.get(`/inventory?location=${place.id}&page_size=1`)).total;
    expect(await there(to)).toBe(300);

    await dialog.getByRole('button', { name: 'Отменить всё' }).click();
    await expect(dialog.getByRole('status')).toContainText('300 возвращены', { timeout: 30_000 });
    expect(await there(from)).toBe(301);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(bar).toBeHidden();
  });

  test('a set in use is named before the archive, and the free ones go without it', async ({
    as,
    request,
  }) => {
    const admin = await session(request, roles.admin);
    const word = `табурет${randomUUID().slice(0, 6)}`;
    const stage = await admin.post('/inventory/locations', { name: `Сцена ${word}` });
    const free = await admin.post('/inventory', { name: `Запасной ${word}`, quantity: 2 });
    const set = await admin.post('/inventory', { name: `Гарнитур ${word}`, quantity: 40 });
    await admin.post(`/inventory/${set.id}/movements`, {
      movement_type: 'issue',
      quantity: 6,
      to_location_id: stage.id,
    });
    const title = await admin.post('/performances', { title: `Женитьба ${word}` });
    await admin.post(`/performances/${title.id}/inventory`, { inventory_item_id: set.id, quantity: 12 });
    for (const day of [300, 301]) {
      const starts = new Date(Date.now() + day * 86_400_000);
      await admin.post('/schedule', {
        title: title.title,
        event_type: 'performance',
        performance_id: title.id,
        starts_at: starts.toISOString(),
        ends_at: new Date(starts.getTime() + 7_200_000).toISOString(),
      });
    }

    const page = await as('admin');
    await page.goto(`/inventory?q=${encodeURIComponent(word)}`);
    await expect(page.getByRole('row', { name: /Гарнитур/ })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Выбрать все строки на странице' }).click();
    const bar = page.getByRole('toolbar', { name: 'Действия с выбранными' });
    await bar.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'В архив' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Далее/ }).click();
    const touched = dialog.getByRole('region', { name: 'Что это затронет' }).first();
    await expect(dialog).toContainText('Используется 1 предмет');
    await expect(touched).toContainText('Нужно спектаклям 1');
    await expect(touched.getByRole('link', { name: title.title, exact: true })).toBeVisible();
    await expect(touched).toContainText('Даты впереди 2');
    await expect(touched).toContainText('На сцене 6 единиц');
    await expectAccessible(page);

    await dialog.getByRole('button', { name: 'В архив: 1 из 2' }).click();
    await expect(dialog.getByRole('heading', { name: 'Готово' })).toBeVisible();
    await expect(dialog).toContainText('Предмет нужен или его нет на складе');
    expect((await admin.get(`/inventory/${free.id}?archived=true`)).deleted_at).not.toBeNull();
    expect((await admin.get(`/inventory/${set.id}`)).deleted_at).toBeNull();
  });
});
