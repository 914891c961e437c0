import { expect, expectAccessible, test } from './fixtures';

test('an assistant director writes down a title and sees what is missing for it', async ({ as }) => {
  const page = await as('assistant');
  const name = `Бедность не порок ${Date.now()}`;
  await page.goto('/performances');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Новый спектакль' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill(name);
  await page.getByRole('textbox', { name: 'Автор' }).fill('А. Н. Островский');
  await page.getByRole('textbox', { name: 'Длительность, минут' }).fill('135');
  await page.getByRole('textbox', { name: 'Премьера' }).fill('14.02.2027');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('2 ч 15 мин')).toBeVisible();

  await page.getByRole('button', { name: 'Добавить предмет' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Предмет' }).fill('самовар тул');
  await page.getByRole('option', { name: /Самовар тульский/ }).click();
  await dialog.getByRole('textbox', { name: 'Нужно' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Действие' }).fill('1');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('heading', { name: 'Действие 1' })).toBeVisible();
  await expect(page.getByText('не хватает 1', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Ещё: Самовар тульский' }).click();
  await page.getByRole('menuitem', { name: 'Убрать' }).click();
  await expect(page.getByText('Список пуст')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await page.getByRole('link', { name: 'Самовар тульский' }).click();
  await page.getByRole('tab', { name: /Где нужен/ }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('an actor meets only titles that need their own things, and may change nothing', async ({ as }) => {
  const page = await as('actor');
  await page.goto('/performances');
  await expect(page.getByRole('heading', { level: 1, name: 'Спектакли' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Собачье сердце/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Новый спектакль' })).toHaveCount(0);
});
