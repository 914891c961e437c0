import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Карточка предмета' });
const balance = (page: Page, text: RegExp): Locator =>
  drawer(page).getByRole('row').filter({ hasText: text });

/** Opens the dialog of all movements and picks one. */
async function begin(page: Page, act: string): Promise<Locator> {
  await drawer(page).getByRole('button', { name: 'Ещё действия' }).click();
  await page.getByRole('menuitem', { name: 'Другое движение' }).click();
  const dialog = page.getByRole('dialog', { name: 'Что происходит с предметом' });
  // By force: what is impossible is marked so and can be pressed all the same, to be told why.
  await dialog.getByRole('radio', { name: act }).click({ force: true });
  await expect(dialog.getByRole('textbox', { name: 'Количество' })).toBeVisible();
  return dialog;
}

async function finish(dialog: Locator, pieces: number, button: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Количество' }).fill(String(pieces));
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog).toBeHidden();
}

/** Rows of a CSV file in which no cell holds a semicolon. */
function rowsOf(file: string): Record<string, string>[] {
  const [head = '', ...lines] = file
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const names = head.split(';');
  return lines.map((line) =>
    Object.fromEntries(line.split(';').map((cell, index) => [names[index] ?? '', cell])),
  );
}

test('forty chairs: six on stage, four in repair, five come back, one is lost', async ({ as }) => {
  const page = await as('admin');
  const name = `Стул венский, проверка ${Date.now()}`;
  await page.goto('/inventory/new');
  await page.getByRole('textbox', { name: 'Название', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Количество' }).fill('40');
  await page.getByRole('combobox', { name: 'Место' }).fill('склад а стеллаж 2');
  await page.getByRole('option', { name: /Стеллаж 2.*Склад А/ }).click();
  await page.keyboard.press('Control+Enter');
  await expect(drawer(page)).toContainText('40 шт, свободно 40');

  let dialog = await begin(page, 'Вернуть');
  await expect(dialog.getByRole('status')).toHaveText('Возвращать нечего: на сцене ничего нет');
  await dialog.getByRole('radio', { name: 'Выдать на спектакль' }).click();
  await expectAccessible(page);
  await dialog.getByRole('combobox', { name: 'Спектакль' }).fill('чай');
  await page.getByRole('option', { name: /^Чайка/ }).click();
  await expect(dialog.getByRole('region', { name: 'Что станет с остатками' })).toContainText('40');
  await finish(dialog, 6, 'Выдать 6 шт');
  await expect(balance(page, /Основная сцена.*На сцене/)).toContainText('6');

  dialog = await begin(page, 'В ремонт');
  await finish(dialog, 4, 'В ремонт 4 шт');
  await expect(balance(page, /В ремонте/)).toContainText('4');
  await expect(balance(page, /На складе/)).toContainText('30');

  // A slip of the hand, taken back from the message.
  dialog = await begin(page, 'На гастроли');
  await finish(dialog, 2, 'На гастроли 2 шт');
  const told = page.getByRole('status').filter({ hasText: 'Уехало на гастроли: 2 шт' });
  await told.getByRole('button', { name: 'Отменить' }).click();
  await expect(balance(page, /На гастролях/)).toHaveCount(0);

  dialog = await begin(page, 'Вернуть');
  await expect(dialog.getByRole('combobox', { name: 'Куда', exact: true })).toHaveValue(/Стеллаж 2/);
  await expect(dialog.getByRole('combobox', { name: 'Спектакль' })).toHaveValue('Чайка');
  await finish(dialog, 5, 'Вернуть 5 шт');

  dialog = await begin(page, 'Списать');
  await dialog.getByRole('combobox', { name: 'Откуда' }).click();
  await page.getByRole('option', { name: /Основная сцена · На сцене/ }).click();
  await dialog.getByRole('textbox', { name: 'Комментарий' }).fill('утерян на показе');
  await finish(dialog, 1, 'Списать 1 шт');

  await expect(drawer(page)).toContainText('39 шт, свободно 35');
  await expect(balance(page, /Склад А, Стеллаж 2.*На складе/)).toContainText('35');
  await expect(balance(page, /В ремонте/)).toContainText('4');
  await expect(balance(page, /Основная сцена.*Списано/)).toContainText('1');
  await expect(balance(page, /На сцене/)).toHaveCount(0);

  await drawer(page).getByRole('link', { name: 'Все 7' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Журнал движений' })).toBeVisible();
  const lines = page.getByRole('table', { name: 'Журнал движений' }).getByRole('row');
  await expect(lines).toHaveCount(8);
  const said = [/Списание.*1 шт.*утерян/, /Возврат.*5 шт.*«Чайка»/, /Отмена: на гастроли.*2 шт/];
  for (const [index, text] of said.entries()) await expect(lines.nth(index + 1)).toHaveText(text);
  await expect(lines.nth(6)).toHaveText(/Выдача.*6 шт.*Склад А, Стеллаж 2 → Основная сцена.*«Чайка»/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Выгрузить журнал' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /CSV/ }).click(),
  ]);
  const rows = rowsOf(readFileSync(await file.path(), 'utf8'));
  expect(rows.map((row) => [row['Движение'], row.Количество])).toEqual([
    ['Списание', '1'],
    ['Возврат', '5'],
    ['На гастроли', '2'],
    ['На гастроли', '2'],
    ['В ремонт', '4'],
    ['Выдача', '6'],
    ['Поступление', '40'],
  ]);
  const sums = new Map<string, number>();
  const add = (status: string | undefined, pieces: number) => {
    if (status) sums.set(status, (sums.get(status) ?? 0) + pieces);
  };
  for (const row of rows) {
    add(row['Статус до'], -Number(row.Количество));
    add(row['Статус после'], Number(row.Количество));
  }
  expect(Object.fromEntries([...sums].filter(([, pieces]) => pieces !== 0))).toEqual({
    'На складе': 35,
    'В ремонте': 4,
    Списано: 1,
  });
});

test('somebody of another department reads whose it is, and is offered no acts', async ({ as }) => {
  const page = await as('staff');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/inventory?q=%D0%9C%D0%91-0417');
  await page.getByRole('link', { name: /Кресло \(красное\)/ }).click();
  await expect(page.getByRole('note')).toContainText('перемещать и менять его');
  await expect(page.getByRole('button', { name: 'Выдать' })).toHaveCount(0);
  await expectAccessible(page);
});
