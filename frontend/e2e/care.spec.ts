import type { APIRequestContext } from '@playwright/test';
import { expect, expectAccessible, PASSWORD, roles, test } from './fixtures';

/** A spotlight of the light department whose yearly check is long overdue and forbids issuing it. */
async function overdueSpotlight(request: APIRequestContext, name: string) {
  const signIn = await request.post('/api/v1/auth/login', {
    data: { email: roles.head, password: PASSWORD, client: 'api' },
  });
  const { access_token } = await signIn.json();
  const headers = { Authorization: `Bearer ${access_token}` };
  const item = await (
    await request.post('/api/v1/inventory', { headers, data: { name, quantity: 2 } })
  ).json();
  const plan = await request.post(`/api/v1/inventory/${item.id}/care-plans`, {
    headers,
    data: { name: 'Проверка креплений', every_months: 12, last_done_on: '2020-01-31', blocks_issue: true },
  });
  expect(plan.status()).toBe(201);
  return {
    id: item.id as number,
    issue: () =>
      request.post(`/api/v1/inventory/${item.id}/movements`, {
        headers,
        data: { movement_type: 'issue', quantity: 1 },
      }),
    archive: () => request.delete(`/api/v1/inventory/${item.id}`, { headers }),
  };
}

test('an overdue spotlight stays in the store until its check is recorded', async ({ as, request }) => {
  const name = `Прожектор ${Date.now().toString(36)}`;
  const spotlight = await overdueSpotlight(request, name);
  const page = await as('head');
  await page.goto('/inventory/care');
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('Просрочено');
  await expect(row).toContainText('31.01.2021');
  await expect(row).toContainText('запрещает выдачу');
  await expectAccessible(page);

  await row.getByRole('link', { name }).click();
  await expect(page.getByText(/Выдавать нельзя\. Проверка креплений: срок был 31\.01\.2021/)).toBeVisible();
  await page.getByRole('button', { name: 'Переместить', exact: true }).click();
  const acts = page.getByRole('dialog', { name: 'Переместить' });
  await acts.getByRole('button', { name: 'Другое движение' }).click();
  await page.getByRole('radio', { name: 'Выдать' }).focus();
  await expect(page.getByText('Выдавать нельзя: просрочен уход или сертификат')).toBeVisible();
  await page.keyboard.press('Escape');
  const refused = await spotlight.issue();
  expect(refused.status()).toBe(409);
  expect((await refused.json()).code).toBe('inventory.care_overdue');

  await page.getByRole('button', { name: 'Выполнено: Проверка креплений' }).click();
  const dialog = page.getByRole('dialog', { name: 'Проверка креплений' });
  await dialog.getByRole('textbox', { name: 'Замечания' }).fill('Заменён страховочный трос');
  await expect(dialog.getByText(/^Следующий — \d\d\.\d\d\.\d{4}$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Записать' }).click();
  await expect(page.getByText('Записано: Проверка креплений')).toBeVisible();
  await expect(page.getByText('Выдавать нельзя')).toBeHidden();
  await page.getByRole('button', { name: 'Записи о выполнении' }).click();
  await expect(page.getByText('Заменён страховочный трос')).toBeVisible();
  await expectAccessible(page);
  expect((await spotlight.issue()).status()).toBe(201);
  await spotlight.archive();
});

test('a certificate is added with its last day and found among the due dates', async ({ as, request }) => {
  const name = `Кулиса ${Date.now().toString(36)}`;
  const spotlight = await overdueSpotlight(request, name);
  const page = await as('head');
  await page.goto(`/inventory/${spotlight.id}`);
  await page.getByRole('button', { name: 'Сертификат', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Новый сертификат' });
  await dialog.getByRole('textbox', { name: 'Номер' }).fill('114/25');
  await dialog.getByRole('textbox', { name: 'Выдан', exact: true }).fill('02.03.2021');
  const last = dialog.getByRole('textbox', { name: 'Действует до' });
  await last.fill('01.03.2021');
  await last.blur();
  await expect(dialog.getByText('Уже истёк 01.03.2021')).toBeVisible();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(dialog.getByText('Не раньше даты выдачи')).toBeVisible();
  await last.fill('28.02.2199');
  await last.blur();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Огнезащитная обработка № 114/25').first()).toBeVisible();

  await page.goto(`/inventory/care?item=${spotlight.id}`);
  const groups = page.getByRole('region').or(page.locator('section'));
  await expect(groups.filter({ hasText: 'Позже' })).toContainText('28.02.2199');
  await page.getByRole('button', { name: /^1 Позже$/ }).click();
  await expect(page.getByText('Проверка креплений')).toBeHidden();
  await spotlight.archive();
});
