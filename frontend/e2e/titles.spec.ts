import { expect, expectAccessible, test } from './fixtures';
import { api } from './schedule-steps';

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

  await page.getByRole('button', { name: 'Добавить предметы' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Предмет' }).fill('самовар тул');
  await page.getByRole('option', { name: /Самовар тульский/ }).click();
  await dialog.getByRole('textbox', { name: 'Сколько нужно: Самовар тульский' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Действие' }).fill('1');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Сохранить 1 предмет' }).click();
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

test('a title that two people edit keeps the words of both', async ({ as, request, tolerance }) => {
  tolerance.statuses.push(412);
  const name = `Гроза ${Date.now()}`;
  const server = await api(request, 'director');
  const made = await server.post('/performances', { title: name, author: 'Островский' });
  const page = await as('assistant');
  await page.goto(`/performances/${made.id}/edit`);
  await page.getByRole('textbox', { name: 'Режиссёр' }).fill('Н. Седова');
  await server.replace(`/performances/${made.id}`, made.version, { title: name, author: 'А. Н. Островский' });
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Тем временем спектакль изменил кто-то другой.')).toBeVisible();
  await page.getByRole('button', { name: 'Взять новое, мои правки оставить' }).click();
  await expect(page.getByRole('textbox', { name: 'Автор' })).toHaveValue('А. Н. Островский');
  await expect(page.getByRole('textbox', { name: 'Режиссёр' })).toHaveValue('Н. Седова');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const saved = await server.get(`/performances/${made.id}`);
  expect([saved.author, saved.director]).toEqual(['А. Н. Островский', 'Н. Седова']);
});

test('ten needs of a title are written down by the keyboard in under fifteen actions', async ({
  as,
  request,
}) => {
  const page = await as('assistant');
  const name = `Десять предметов ${Date.now()}`;
  const server = await api(request, 'assistant');
  const items = await server.get('/inventory?page_size=40&sort=inventory_number');
  const chosen: string[] = items.items
    .map((item: { inventory_number: string }) => item.inventory_number)
    .slice(0, 10);
  const made = await server.post('/performances', { title: name });
  await page.goto(`/performances/${made.id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  // Each key is an action, and so is each text typed in one go.
  let actions = 0;
  const press = async (key: string) => {
    actions += 1;
    await page.keyboard.press(key);
  };
  const type = async (text: string) => {
    actions += 1;
    await page.keyboard.type(text);
  };
  await press('n');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: 'Предмет' })).toBeFocused();
  await type(chosen.map((number, index) => (index === 0 ? `${number} 3` : number)).join('; '));
  await press('Enter');
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^10 строк/)).toBeVisible();
  expect(actions).toBeLessThan(15);
  const lines = await server.get(`/performances/${made.id}/inventory`);
  expect(lines.items.map((line: { quantity: number }) => line.quantity).toSorted()).toEqual([
    1, 1, 1, 1, 1, 1, 1, 1, 1, 3,
  ]);
});

test('a pasted column keeps what means nothing and offers what it may mean', async ({ as, request }) => {
  const page = await as('assistant');
  const server = await api(request, 'assistant');
  const made = await server.post('/performances', { title: `Из таблицы ${Date.now()}` });
  await page.goto(`/performances/${made.id}`);
  await page.getByRole('button', { name: 'Добавить предметы' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox', { name: 'Предмет' });
  await field.evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, 'Самовар тульский\t1\nСтул дачный\t6\nЛетающая тарелка\t2\n');
  await expect(dialog.getByText('Из списка прочитаны 3 строки')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Сколько нужно: Самовар тульский' })).toHaveValue('1');
  await expect(dialog.getByRole('textbox', { name: 'Сколько нужно: Стул дачный, 1950-е' })).toHaveValue('6');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /Взять вместо этого: Стул дачный, из «На дне»/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Сколько нужно: Стул дачный, из «На дне»' })).toHaveValue(
    '6',
  );

  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('1 строка без предмета')).toBeVisible();
  const lost = dialog.getByRole('combobox', { name: 'Летающая тарелка × 2' });
  await expect(lost).toBeFocused();
  await lost.fill('самовар электр');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Сколько нужно: Самовар электрический' })).toHaveValue(
    '2',
  );
  await expect(dialog.getByRole('button', { name: 'Сохранить 3 предмета' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^3 строк/)).toBeVisible();
});

test('an actor meets only titles that need their own things, and may change nothing', async ({ as }) => {
  const page = await as('actor');
  await page.goto('/performances');
  await expect(page.getByRole('heading', { level: 1, name: 'Спектакли' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Собачье сердце/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Новый спектакль' })).toHaveCount(0);
});
