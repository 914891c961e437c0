import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, PASSWORD, roles, test } from './fixtures';

interface Item {
  id: number;
  version: number;
  name: string;
}

/** The API as the administrator, to prepare what a test needs and to act as somebody else meanwhile. */
async function api(request: APIRequestContext) {
  const signIn = await request.post('/api/v1/auth/login', {
    data: { email: roles.admin, password: PASSWORD, client: 'api' },
  });
  const { access_token } = await signIn.json();
  const headers = { Authorization: `Bearer ${access_token}` };
  const first = async (path: string, name: string): Promise<number> => {
    const { items } = await (await request.get(`/api/v1${path}`, { headers })).json();
    const found = items.find((entry: { name: string }) => entry.name === name);
    expect(found, `${name} in ${path}`).toBeTruthy();
    return found.id;
  };
  return {
    first,
    create: async (data: object): Promise<Item> => {
      const response = await request.post('/api/v1/inventory', { headers, data });
      expect(response.status()).toBe(201);
      return response.json();
    },
    change: async (id: number, data: object) => {
      const response = await request.patch(`/api/v1/inventory/${id}`, { headers, data });
      expect(response.status()).toBe(200);
    },
    archive: async (id: number) => {
      await request.delete(`/api/v1/inventory/${id}`, { headers });
    },
  };
}

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;
const row = (page: Page, name: string | RegExp): Locator => page.getByRole('row').filter({ hasText: name });
const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Карточка предмета' });
/** A balance in a card: its place, status and figure. */
const balance = (page: Page, words: RegExp): Locator =>
  drawer(page).getByRole('row').filter({ hasText: words });

test.describe('the list', () => {
  test('finds by fragments of words, filters by a branch, and keeps both in the address', async ({ as }) => {
    const page = await as('staff');
    await page.goto('/inventory');
    await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('searchbox', { name: 'Поиск по инвентарю' }).fill('кресл красн');
    await expect(row(page, 'Кресло (красное)')).toBeVisible();
    await expect(page).toHaveURL(/q=/);
    await expect(row(page, 'Кресло (красное)')).toContainText('МБ-0417');

    // The chair lies in «Кресла», below «Мебель».
    await page.getByRole('button', { name: 'Фильтр: Категория' }).click();
    await page.getByRole('checkbox', { name: /^Мебель/ }).check();
    await expect(page).toHaveURL(/category=/);
    await page.keyboard.press('Escape');
    await expect(row(page, 'Кресло (красное)')).toBeVisible();
    await page.reload();
    await expect(row(page, 'Кресло (красное)')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Убрать фильтр: Категория' })).toBeVisible();

    await page.getByRole('searchbox', { name: 'Поиск по инвентарю' }).fill('нет такого предмета');
    await expect(page.getByText('По запросу «нет такого предмета» ничего нет')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Очистить поиск' }).click();
    await expect(row(page, 'Кресло (красное)')).toBeVisible();
  });

  test('is walked by the keyboard with a card open beside it', async ({ as }) => {
    const page = await as('staff');
    await page.goto('/inventory?q=%D0%BA%D1%80%D0%B5%D1%81%D0%BB%D0%BE');
    await expect(row(page, 'Кресло (красное)')).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(drawer(page)).toBeVisible();
    await expect(drawer(page)).toContainText(/1 из \d+/);
    const title = drawer(page).getByRole('heading', { level: 2 });
    const before = await title.textContent();
    await page.keyboard.press('j');
    await expect(drawer(page)).toContainText(/2 из \d+/);
    await expect(title).not.toHaveText(before ?? '');
    await expectAccessible(page);
    await page.keyboard.press('x');
    await expect(page.getByRole('toolbar', { name: 'Действия с выбранными' })).toContainText('Выбран 1');
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('toolbar', { name: 'Действия с выбранными' })).toBeHidden();
  });

  test('is exported as shown', async ({ as }) => {
    const page = await as('staff');
    await page.goto('/inventory?q=%D0%BA%D1%80%D0%B5%D1%81%D0%BB%D0%BE');
    await page.getByRole('button', { name: 'Выгрузить список' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /CSV/ }).first().click();
    expect((await waiting).suggestedFilename()).toMatch(/\.csv$/);
  });

  test('offers nothing that a role may not do', async ({ as, tolerance }) => {
    const page = await as('actor');
    await page.goto('/inventory');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(drawer(page).getByRole('heading', { level: 2 })).toBeVisible();
    for (const name of ['Изменить', 'Переместить', 'Выдать']) {
      await expect(drawer(page).getByRole('button', { name })).toHaveCount(0);
    }
    await drawer(page).getByRole('button', { name: 'Ещё действия' }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Этикетка']);
    await page.keyboard.press('Escape');
    tolerance.statuses.push(403);
    await page.goto('/inventory/new');
    await expect(page.getByRole('heading', { name: 'Нет доступа' })).toBeVisible();
  });
});

test.describe('an item', () => {
  test('is created, moved piece by piece, archived and brought back', async ({ as }) => {
    const page = await as('admin');
    const name = unique('Стул проверочный');
    await page.goto('/inventory');
    await expect(page.getByRole('button', { name: 'Создать' })).toBeVisible();
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'Предмет' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Новый предмет' })).toBeVisible();
    await page.getByRole('button', { name: 'Создать', exact: true }).last().click();
    await expect(page.getByText('Заполните поле')).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('textbox', { name: 'Название', exact: true }).fill(name);
    await page.getByRole('combobox', { name: 'Категория' }).fill('стулья');
    await page.getByRole('option', { name: /^Стулья/ }).click();
    await expect(page.getByRole('combobox', { name: 'Цех' })).not.toHaveValue('');
    await page.getByRole('textbox', { name: 'Количество' }).fill('40');
    await page.getByRole('combobox', { name: 'Место' }).fill('склад а стеллаж 2');
    await page.getByRole('option', { name: /Стеллаж 2.*Склад А/ }).click();
    await page.getByRole('textbox', { name: 'Стоимость' }).fill('12 500,00');
    await page.keyboard.press('Control+Enter');

    await expect(drawer(page).getByRole('heading', { level: 2, name })).toBeVisible();
    await expect(drawer(page)).toContainText('40 шт, свободно 40');
    await expect(drawer(page)).toContainText('12 500,00 ₽');

    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Переместить' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Количество' }).fill('41');
    await dialog.getByRole('button', { name: 'Переместить 41 шт' }).click();
    await expect(dialog.getByText('Здесь только 40 шт')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Количество' }).fill('6');
    await dialog.getByRole('combobox', { name: 'Куда', exact: true }).fill('основная');
    await page.getByRole('option', { name: 'Основная сцена', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Новый статус' }).click();
    await page.getByRole('option', { name: 'На сцене' }).click();
    await dialog.getByRole('button', { name: 'Переместить 6 шт' }).click();
    await expect(dialog).toBeHidden();
    await expect(balance(page, /Склад А, Стеллаж 2.*На складе/)).toContainText('34');
    await expect(balance(page, /Основная сцена.*На сцене/)).toContainText('6');
    await expect(drawer(page)).toContainText('Перемещено 6 шт Склад А, Стеллаж 2 → Основная сцена');

    await page.getByRole('link', { name: 'Открыть страницей' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ещё действия' }).click();
    await page.getByRole('menuitem', { name: 'В архив' }).click();
    const question = page.getByRole('dialog', { name: new RegExp(name) });
    await expect(question).toContainText('На сцене 6 единиц');
    await question.getByRole('button', { name: 'Отправить в архив' }).click();
    await expect(page.getByText('1 предмет в архиве')).toBeVisible();
    await expect(page.getByRole('note')).toContainText('В архиве с');
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(page.getByText('1 предмет возвращён')).toBeVisible();
    await expect(page.getByRole('note')).toBeHidden();

    await page.goto(`/inventory?q=${encodeURIComponent(name)}`);
    await row(page, name).getByRole('checkbox').check();
    await page
      .getByRole('toolbar', { name: 'Действия с выбранными' })
      .getByRole('button', { name: 'Ещё' })
      .click();
    await page.getByRole('menuitem', { name: 'В архив' }).click();
    const bulk = page.getByRole('dialog');
    await bulk.getByRole('button', { name: /^Далее/ }).click();
    // Six are on the stage: nothing free is left, so one has to say that they go, too.
    await expect(bulk.getByRole('button', { name: 'В архив: 0 из 1' })).toBeDisabled();
    await bulk.getByText('Все: 1').click();
    await bulk.getByRole('button', { name: 'В архив: 1 из 1' }).click();
    await expect(bulk.getByRole('heading', { name: 'Готово' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row(page, name)).toBeHidden();
    await page.goto(`/inventory?archived=true&q=${encodeURIComponent(name)}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Архив инвентаря' })).toBeVisible();
    await expect(row(page, name)).toBeVisible();
  });

  test('is edited by two people at once without a word lost', async ({ as, request, tolerance }) => {
    const theatre = await api(request);
    const item = await theatre.create({
      name: unique('Прожектор проверочный'),
      department_id: await theatre.first('/departments?page_size=100', 'Осветительный цех'),
      quantity: 3,
    });
    const page = await as('staff');
    await page.goto(`/inventory/${item.id}`);
    await expect(page.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByRole('heading', { level: 1, name: `Изменить: ${item.name}` })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Модель' }).fill('ETC S4');
    await page.getByRole('textbox', { name: 'Серийный номер' }).fill('0042');
    await theatre.change(item.id, { model: 'Robe T1', manufacturer: 'Robe' });

    tolerance.statuses.push(412);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    const dialog = page.getByRole('dialog', { name: 'Предмет изменили, пока вы правили' });
    await expect(dialog).toContainText('Robe T1');
    await expect(dialog).toContainText('Вы тоже это изменили: останется ваше');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Перечитать, оставить моё' }).click();
    await expect(page.getByRole('textbox', { name: 'Изготовитель' })).toHaveValue('Robe');
    await expect(page.getByRole('textbox', { name: 'Модель' })).toHaveValue('ETC S4');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
    await expect(page.getByText('ETC S4')).toBeVisible();
    await expect(page.getByText('0042')).toBeVisible();

    // A role that only edits is offered neither the archive nor a copy.
    await expect(page.getByRole('button', { name: 'Ещё действия' })).toBeVisible();
    await page.getByRole('button', { name: 'Ещё действия' }).click();
    await expect(page.getByRole('menuitem', { name: 'Поступление' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'В архив' })).toHaveCount(0);
    await theatre.archive(item.id);
  });

  test('asks before unsaved words are left', async ({ as }) => {
    const page = await as('admin');
    await page.goto('/inventory/new');
    await page.getByRole('textbox', { name: 'Название', exact: true }).fill('Черновик');
    await page.getByRole('link', { name: 'Справочники' }).click();
    const question = page.getByRole('dialog', { name: 'Изменения не сохранены' });
    await question.getByRole('button', { name: 'Остаться' }).click();
    await expect(page.getByRole('textbox', { name: 'Название', exact: true })).toHaveValue('Черновик');
    await page.getByRole('link', { name: 'Справочники' }).click();
    await question.getByRole('button', { name: 'Уйти без сохранения' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Категории' })).toBeVisible();
  });

  test('has its acts under the thumb on a phone', async ({ as }) => {
    const page = await as('admin');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/inventory?q=%D0%9C%D0%91-0417');
    await page.getByRole('link', { name: /Кресло \(красное\)/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Кресло (красное)' })).toBeVisible();
    const act = page.getByRole('button', { name: 'Выдать' });
    const box = await act.boundingBox();
    expect(box?.y ?? 0).toBeGreaterThan(560);
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(56);
    await expectAccessible(page);
    await act.click();
    await expect(page.getByRole('dialog', { name: 'Выдать на спектакль' })).toBeVisible();
    await expectAccessible(page);
  });
});
