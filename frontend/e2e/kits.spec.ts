import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Карточка предмета' });
const balance = (page: Page, text: RegExp): Locator =>
  drawer(page).getByRole('row').filter({ hasText: text });

async function create(page: Page, name: string, quantity: number, place: string): Promise<void> {
  await page.goto('/inventory/new');
  await page.getByRole('textbox', { name: 'Название', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Количество' }).fill(String(quantity));
  await page.getByRole('combobox', { name: 'Место' }).fill(place);
  await page.getByRole('option', { name: place }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(drawer(page)).toContainText(`${quantity} шт, свободно ${quantity}`);
}

async function put(dialog: Locator, item: string, quantity: number): Promise<void> {
  const page = dialog.page();
  await dialog.getByRole('combobox', { name: 'Добавить предмет' }).fill(item);
  await page.getByRole('option', { name: new RegExp(item) }).click();
  await dialog.getByRole('textbox', { name: `Сколько: ${item}` }).fill(String(quantity));
}

test('a case of three things: one is away, it goes without and comes back', async ({ as, tolerance }) => {
  tolerance.statuses.push(409);
  const page = await as('admin');
  const name = `Кофр, проверка ${Date.now()}`;
  await create(page, name, 1, 'Звуковая');

  await drawer(page).getByRole('button', { name: 'Сделать комплектом' }).click();
  let dialog = page.getByRole('dialog', { name: `Состав: ${name}` });
  await put(dialog, 'Стойка микрофонная', 2);
  await put(dialog, 'Кабель микрофонный XLR, 10 м', 3);
  await put(dialog, 'Приёмник радиосистемы', 2);
  // The keyboard's drag: what is heavy goes to the bottom of the list.
  await dialog.getByRole('button', { name: 'Ниже: Стойка микрофонная' }).press('Enter');
  await dialog.getByRole('button', { name: 'Сохранить состав' }).click();
  await expect(dialog).toBeHidden();
  await expect(drawer(page)).toContainText('2 из 3 на месте');

  await drawer(page).getByRole('button', { name: 'Переместить комплект' }).click();
  dialog = page.getByRole('dialog', { name: /Переместить комплект/ });
  await expect(dialog).toContainText('Не хватает 1 позиции');
  await expect(dialog).toContainText('нужно 2, здесь 1');
  await expect(dialog).toContainText('Бутафорская мастерская');
  await dialog.getByRole('button', { name: 'Переместить комплект' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ничего не перемещено');

  await dialog.getByRole('checkbox', { name: 'Переместить без недостающего' }).check();
  await dialog.getByRole('button', { name: 'Переместить без них' }).click();
  await expect(dialog).toBeHidden();
  await expect(balance(page, /Основная сцена.*На сцене/)).toContainText('1');

  const told = page.getByRole('status').filter({ hasText: 'без недостающего' });
  await told.getByRole('button', { name: 'Отменить' }).click();
  await expect(balance(page, /Звуковая.*На складе/)).toContainText('1');
  await expect(drawer(page)).toContainText('2 из 3 на месте');
});

test('single pieces get numbers and travel by them', async ({ as }) => {
  const page = await as('head');
  const name = `Светильник, проверка ${Date.now()}`;
  await create(page, name, 4, 'Осветительская');
  await drawer(page).getByRole('button', { name: 'Пронумеровать экземпляры' }).click();
  let dialog = page.getByRole('dialog', { name: 'Пронумеровать экземпляры' });
  await dialog.getByRole('textbox', { name: 'Сколько' }).fill('3');
  await dialog.getByRole('button', { name: 'Пронумеровать 3 экземпляра' }).click();
  await expect(dialog).toBeHidden();
  await expect(drawer(page)).toContainText('Без номера: 1 шт');

  await drawer(page)
    .getByRole('checkbox', { name: /Выбрать .+\/02/ })
    .check();
  await drawer(page).getByRole('status').getByRole('button', { name: 'Переместить' }).click();
  dialog = page.getByRole('dialog', { name: 'Что происходит с предметом' });
  await dialog.getByRole('radio', { name: 'Выдать на спектакль' }).click({ force: true });
  await expect(dialog.getByRole('checkbox', { name: /\/02/ })).toBeChecked();
  // Without a choice only what has no number may go.
  await dialog.getByRole('checkbox', { name: /\/02/ }).uncheck();
  await dialog.getByRole('textbox', { name: 'Количество' }).fill('2');
  await dialog.getByRole('button', { name: 'Выдать 2 шт' }).click();
  await expect(dialog).toContainText('Без номера здесь только 1');
  await dialog.getByRole('textbox', { name: 'Номер или серийный номер' }).fill('/03');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Выдать 1 шт' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    drawer(page)
      .getByRole('listitem')
      .filter({ hasText: /\/03.*На сцене/ }),
  ).toBeVisible();

  // Whoever types the number of a piece finds its item.
  const number = await drawer(page)
    .getByRole('button', { name: /Изменить .+\/03/ })
    .innerText();
  await page.goto(`/inventory?q=${encodeURIComponent(number)}`);
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
});
