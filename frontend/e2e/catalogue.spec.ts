import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const node = (page: Page, name: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) });

async function act(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `Действия: ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('a branch is added, renamed, moved and deleted', async ({ as }) => {
  const page = await as('admin');
  const [first, second] = ['а', 'б'].map((letter) => `Проверка ${letter} ${Date.now().toString(36)}`);
  if (!first || !second) throw new Error('two names are made of two letters');
  await page.goto('/catalogue');
  await expect(page).toHaveURL(/\/catalogue\/categories$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Категории' })).toBeVisible();
  await expect(node(page, 'Мебель')).toBeVisible();
  await expectAccessible(page);

  await act(page, 'Мебель', 'Добавить внутрь');
  await page.getByRole('textbox', { name: 'Название новой категории' }).fill(first);
  await page.keyboard.press('Enter');
  await expect(node(page, first)).toHaveAttribute('aria-level', '2');
  await expect(node(page, first)).toBeFocused();

  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Переименовать' }).fill(second);
  await page.keyboard.press('Enter');
  await expect(node(page, second)).toBeVisible();
  await expect(node(page, first)).toHaveCount(0);

  await act(page, second, 'Переместить в…');
  const dialog = page.getByRole('dialog', { name: `Переместить «${second}»` });
  await expectAccessible(page);
  await dialog.getByRole('combobox', { name: 'Куда' }).fill('реквизит');
  await page.getByRole('option', { name: 'Реквизит' }).first().click();
  await dialog.getByRole('button', { name: 'Переместить в…' }).click();
  await expect(page.getByText(`«${second}» перемещено`)).toBeVisible();
  const place = await node(page, second).getAttribute('aria-posinset');
  await act(page, second, 'Выше');
  await expect(node(page, second)).toHaveAttribute('aria-posinset', String(Number(place) - 1));

  await node(page, second).dragTo(node(page, 'Звук'), { targetPosition: { x: 200, y: 18 } });
  await expect(page.getByText(`«${second}» перемещено`).first()).toBeVisible();
  await node(page, 'Звук').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(node(page, second)).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(node(page, second)).toBeVisible();

  await node(page, second).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
  await expect(node(page, second)).toHaveCount(0);
});

test('what is in use is not deleted, and the way out is shown', async ({ as, tolerance }) => {
  const page = await as('admin');
  await page.goto('/catalogue/categories');
  await act(page, 'Кресла', 'Удалить');
  tolerance.statuses.push(409);
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
  const refusal = page.getByRole('dialog', { name: '«Кресла» удалить нельзя' });
  await expect(refusal).toContainText('Предметов:');
  await expectAccessible(page);
  await refusal.getByRole('link', { name: /Показать \d+ предмет/ }).click();
  await expect(page).toHaveURL(/\/inventory\?.*category=/);
  await expect(page.getByRole('row').filter({ hasText: 'Кресло (красное)' })).toBeVisible();
});

test('all fields of a location are edited beside the tree', async ({ as }) => {
  const page = await as('admin');
  await page.goto('/catalogue/locations');
  await node(page, 'Тверь, Дворец культуры').focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: 'Карточка места' });
  await expect(drawer.getByRole('textbox', { name: 'Город' })).toHaveValue('Тверь');
  await expectAccessible(page);
  await drawer.getByRole('textbox', { name: 'Код' }).fill('с пробелом');
  await drawer.getByRole('button', { name: 'Сохранить' }).click();
  await expect(drawer.getByText('Неверный формат')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Код' }).fill('');
  await drawer.getByRole('textbox', { name: 'Адрес' }).fill('Советская ул., 42');
  await drawer.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('«Тверь, Дворец культуры» сохранено')).toBeVisible();
  await expect(node(page, 'Тверь, Дворец культуры')).toContainText('Тверь, Советская ул., 42');
});

test('a reader sees the trees and no acts', async ({ as }) => {
  const page = await as('staff');
  await page.goto('/catalogue/locations');
  await expect(node(page, 'Склад А')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Действия:/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Место', exact: true })).toHaveCount(0);
  await expectAccessible(page);
});
