import { expect, expectAccessible, test } from './fixtures';

test('a technical director opens the rows behind a figure', async ({ as }) => {
  const page = await as('director');
  await page.goto('/inventory');
  await page.getByRole('button', { name: 'Другие страницы инвентаря' }).click();
  await page.getByRole('menuitem', { name: 'Аналитика' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Аналитика инвентаря' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Раскрыть: Реквизит' }).click();
  const dishes = page.getByRole('link', { name: /^Посуда \d+$/ });
  const items = Number((await dishes.innerText()).replace(/\D/g, ''));
  await dishes.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeVisible();
  await expect(page.getByText(new RegExp(`^${items} предмет`))).toBeVisible();
});

test('staff have no analytics', async ({ as }) => {
  const page = await as('staff');
  await page.goto('/inventory/analytics');
  await expect(page.getByText('Нет доступа')).toBeVisible();
});
