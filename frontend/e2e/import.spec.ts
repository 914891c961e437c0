import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from './fixtures';
import {
  ACCOUNTANTS_LIST,
  api,
  csv,
  figure,
  MONTH_FIRST_LIST,
  next,
  step,
  undo,
  upload,
} from './import-steps';

// In the second theatre, so that the numbers of the first stay what other tests expect.
test.describe('import from a spreadsheet', () => {
  // Each goes through the whole wizard, with the worker between.
  test.describe.configure({ timeout: 180_000 });

  test("takes an accountant's list from the file to the items and back", async ({ as, request }) => {
    const theatre = await api(request);
    const before = (await theatre.get('/inventory?page_size=25')).body.total;
    const page = await as('stranger');
    await upload(page, ACCOUNTANTS_LIST);

    await expect(step(page, 'Таблица')).toBeVisible();
    await expect(page.getByText('118 строк с данными')).toBeVisible();
    await expect(page.getByLabel('Лист')).toHaveValue('Опись');
    await expect(page.getByLabel('Строка с заголовками')).toHaveValue('4');
    await expect(page.getByRole('columnheader', { name: 'Наименование' })).toBeVisible();
    await expectAccessible(page);

    await next(page);
    await expect(step(page, 'Столбцы')).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Что в каком столбце?' })).toBeFocused();
    await expect(page.getByRole('combobox', { name: 'Поле для столбца «Наименование»' })).toHaveValue(
      'Название',
    );
    await expect(page.getByRole('combobox', { name: 'Поле для столбца «Кол-во»' })).toHaveValue('Количество');
    await expect(page.getByRole('combobox', { name: 'Поле для столбца «№ п/п»' })).toHaveValue(
      'Не загружать',
    );
    await expectAccessible(page);

    await next(page);
    await expect(step(page, 'Проверка')).toBeVisible();
    await expect(figure(page, 'строк в таблице')).toContainText('118');
    await expect(figure(page, 'предметов создадим')).toContainText('112');
    await expect(figure(page, 'предметов создадим')).toContainText('1 023 единицы');
    await expect(figure(page, 'строк не примем')).toContainText('6');
    const refused = page.getByRole('table', { name: /Не загрузим/ }).getByRole('row');
    await expect(refused).toHaveCount(7);
    for (const reason of [
      'Нет названия',
      'Количество не может быть отрицательным',
      'Количество — не число',
      'Такой даты нет в календаре',
    ]) {
      await expect(refused.filter({ hasText: reason })).toHaveCount(1);
    }
    await expect(refused.filter({ hasText: 'Инвентарный номер уже стоит в строке' })).toHaveCount(2);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Создать 112 предметов' }).click();
    const result = page.getByRole('heading', { level: 2, name: 'Создано 112 предметов' });
    await expect(result).toBeVisible({ timeout: 40_000 });
    await page.reload();
    await expect(result).toBeVisible();
    await expect(page.getByText('6 строк не загружено')).toBeVisible();
    await expectAccessible(page);

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const errors = readFileSync(await (await saved).path(), 'utf8');
    expect(errors).toContain('31.02.2015');
    expect(errors.trim().split('\n')).toHaveLength(7);

    expect((await theatre.get('/inventory?page_size=25')).body.total).toBe(before + 112);
    const address = page.url();
    await page.getByRole('link', { name: 'Открыть созданные предметы' }).click();
    await expect(page).toHaveURL(/\/inventory\?/);
    await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeVisible();
    await expect(page.getByText('112 предметов', { exact: true })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Выбрать все строки на странице' }).check();
    await page.getByRole('button', { name: /^Выбрать все 112: Импорт: opis-butaforskii-ceh\.xlsx/ }).click();
    await expect(page.getByText(/все, что есть: .*opis-butaforskii-ceh\.xlsx/)).toBeVisible();

    await page.goto(address);
    await undo(page);
    await expect(page.getByRole('heading', { level: 2, name: 'Загрузка отменена' })).toBeVisible();
    expect((await theatre.get('/inventory?page_size=25')).body.total).toBe(before);

    await page.getByRole('link', { name: 'Все загрузки' }).click();
    const line = page.getByRole('row').filter({ hasText: 'opis-butaforskii-ceh.xlsx' }).first();
    await expect(line).toContainText('Отменена');
    await expectAccessible(page);
  });

  test('reads the list of another system, month first', async ({ as, request }) => {
    const theatre = await api(request);
    const page = await as('stranger');
    await upload(page, MONTH_FIRST_LIST);
    await expect(page.getByText('22 строки с данными')).toBeVisible();
    await expect(page.getByText('UTF-8')).toBeVisible();
    await next(page);
    await next(page);
    await expect(figure(page, 'предметов создадим')).toContainText('22');
    await expect(figure(page, 'строк не примем')).toContainText('ошибок нет');
    await expect(page.getByText('16 категорий')).toBeVisible();
    await expect(page.getByText('15 мест')).toBeVisible();
    await page.getByRole('button', { name: 'Создать 22 предмета' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Создано 22 предмета' })).toBeVisible({
      timeout: 40_000,
    });
    const { body } = await theatre.get('/inventory/by-number/AFK-2065556');
    expect(body.purchase_date).toBe('2023-01-23');
    await undo(page);
    await expect(page.getByRole('heading', { level: 2, name: 'Загрузка отменена' })).toBeVisible();
  });

  test('says what a renamed PDF is and takes the next file', async ({ as, tolerance }) => {
    tolerance.statuses.push(422);
    const page = await as('stranger');
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    await upload(page, { name: 'Опись.xlsx', mimeType: 'application/pdf', buffer: pdf });
    await expect(page.getByRole('alert')).toContainText('Файл не похож на таблицу');
    await expectAccessible(page);
    await page
      .locator('main input[type=file]')
      .setInputFiles(csv('Стулья.csv', 'Наименование;Кол-во', 'Стул венский;6 шт.'));
    await expect(page.getByText('1 строка с данными')).toBeVisible();
    await expect(page.getByText('точка с запятой')).toBeVisible();
  });

  test('asks once how ambiguous dates are meant', async ({ as }) => {
    const page = await as('stranger');
    await upload(
      page,
      csv('Даты.csv', 'Наименование;Дата приобретения', 'Ширма;05/06/2011', 'Сундук;07/08/2012'),
    );
    await expect(step(page, 'Таблица')).toBeVisible();
    await next(page);
    const question = page.getByRole('group', { name: '05/06/2011 — это 5 июня или 6 мая?' });
    await expect(question).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(question.getByRole('alert')).toContainText('Ответьте');
    await expect(question.getByRole('radio').first()).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await expect(question.getByRole('radio', { name: '6 мая, сначала месяц' })).toBeChecked();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Создать 2 предмета' })).toBeVisible();
    await page
      .getByRole('link', { name: 'Назад' })
      .or(page.getByRole('button', { name: 'Назад' }))
      .click();
    await expect(question.getByRole('radio', { name: '6 мая, сначала месяц' })).toBeChecked();
  });

  test('moves a field between columns and cannot go on without a name', async ({ as }) => {
    const page = await as('stranger');
    await upload(page, csv('Поля.csv', 'Наименование;Примечание;Масть', 'Карета;без колеса;вороная'));
    await expect(step(page, 'Таблица')).toBeVisible();
    await next(page);
    const name = page.getByRole('combobox', { name: 'Поле для столбца «Наименование»' });
    const note = page.getByRole('combobox', { name: 'Поле для столбца «Примечание»' });
    await note.fill('назв');
    await page.getByRole('option', { name: /Название/ }).click();
    await expect(name).toHaveValue('Не загружать');
    await expect(page.getByText('«Название» теперь в столбце «Примечание»')).toBeVisible();
    await page.getByRole('button', { name: 'Вернуть предложенное' }).click();
    await expect(name).toHaveValue('Название');
    await name.click();
    await page.getByRole('option', { name: 'Не загружать' }).click();
    await expect(page.getByRole('button', { name: 'Дальше' })).toHaveAttribute('aria-disabled', 'true');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('will not take back items that somebody has worked with', async ({ as, request, tolerance }) => {
    tolerance.statuses.push(409);
    const theatre = await api(request);
    const number = `ПР-${Date.now()}`;
    const page = await as('stranger');
    await upload(page, csv('Тронутые.csv', 'Инвентарный номер;Наименование', `${number};Фонарь уличный`));
    await expect(step(page, 'Таблица')).toBeVisible();
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Создать 1 предмет' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Создан 1 предмет' })).toBeVisible({
      timeout: 40_000,
    });
    const { body: item } = await theatre.get(`/inventory/by-number/${number}`);
    await theatre.send('PATCH', `/inventory/${item.id}`, { description: 'стекло заменено' });
    await undo(page);
    const dialog = page.getByRole('dialog', { name: 'С этими предметами уже работали' });
    await expect(dialog.getByRole('link', { name: 'Фонарь уличный' })).toBeVisible();
    await expect(dialog).toContainText(number);
    await theatre.send('DELETE', `/inventory/${item.id}`);
  });

  test('lists exactly what it made, and takes back what nobody has reserved', async ({
    as,
    request,
    tolerance,
  }) => {
    tolerance.statuses.push(409);
    const theatre = await api(request);
    const word = `Ландыш${Date.now()}`;
    const page = await as('stranger');
    await upload(page, csv('Ландыши.csv', 'Наименование', ...[1, 2, 3].map((n) => `${word} ${n}`)));
    await expect(step(page, 'Таблица')).toBeVisible();
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Создать 3 предмета' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Создано 3 предмета' })).toBeVisible({
      timeout: 40_000,
    });
    const address = page.url();
    await page.getByRole('link', { name: 'Открыть созданные предметы' }).click();
    const made = page.getByRole('row').filter({ hasText: word });
    await expect(made).toHaveCount(3);
    await expect(page.getByRole('row')).toHaveCount(4);
    await expect(page.getByText(/Импорт: Ландыши\.csv/).first()).toBeVisible();

    const { body } = await theatre.get(`/inventory?q=${encodeURIComponent(word)}`);
    const [used] = body.items;
    const starts = new Date(Date.now() + 400 * 86_400_000);
    const event = await theatre.send('POST', '/schedule', {
      title: word,
      event_type: 'other',
      starts_at: starts.toISOString(),
      ends_at: new Date(starts.getTime() + 3_600_000).toISOString(),
    });
    await theatre.send('POST', `/schedule/${event.id}/inventory`, {
      inventory_item_id: used.id,
      quantity: 1,
    });

    await page.goto(address);
    await page.getByRole('link', { name: 'Последние изменения' }).click();
    const list = page.getByRole('list', { name: 'Последние изменения' });
    await expect(list).toContainText('Импорт «Ландыши.csv»');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Отменить: Импорт «Ландыши.csv»' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отменить загрузку' }).click();
    const refused = page.getByRole('dialog', { name: 'С этими предметами уже работали' });
    await expect(refused.getByRole('link', { name: used.name })).toBeVisible();
    await expect(refused).toContainText('забронирован на дату');
    await refused.getByRole('button', { name: 'Отменить остальное: 2 из 3' }).click();
    await expect(page.getByText('1 предмет остался')).toBeVisible();
    const left = (await theatre.get(`/inventory?q=${encodeURIComponent(word)}`)).body.items;
    expect(left.map((item: { id: number }) => item.id)).toEqual([used.id]);
    await theatre.send('DELETE', `/schedule/${event.id}`);
    await theatre.send('DELETE', `/inventory/${used.id}`);
  });
});
