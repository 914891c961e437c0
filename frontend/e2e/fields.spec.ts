import { expect, expectAccessible, test } from './fixtures';

test('a field goes from its definition over the card to the filter and the file', async ({ as }) => {
  const name = `Мощность ${Date.now() % 100_000}`;
  const director = await as('director');
  await director.goto('/catalogue/fields');
  await expectAccessible(director);
  await director.getByRole('button', { name: 'Поле', exact: true }).click();
  const drawer = director.getByRole('complementary', { name: 'Поле' });
  await drawer.getByRole('textbox', { name: 'Название' }).fill(name);
  await drawer.getByRole('combobox', { name: 'Тип' }).click();
  await director.getByRole('option', { name: 'Целое число' }).click();
  await drawer.getByRole('textbox', { name: 'Единица' }).fill('Вт');
  await drawer.getByRole('combobox', { name: 'Категория' }).click();
  await director.getByRole('option', { name: 'Свет', exact: true }).click();
  await drawer.getByRole('button', { name: 'Сохранить' }).click();
  await expect(director.getByText(`Поле «${name}» сохранено`)).toBeVisible();

  const head = await as('head');
  await head.goto('/catalogue/categories');
  await head.getByRole('treeitem', { name: /^Свет/ }).getByRole('link').first().click();
  await head.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(head).toHaveURL(/item=/);
  const id = new URL(head.url()).searchParams.get('item');
  await head.goto(`/inventory/${id}/edit`);
  await head.getByRole('textbox', { name: `${name}, Вт` }).fill('575');
  await head.getByRole('button', { name: 'Сохранить' }).click();
  await expect(head.getByText('575 Вт').first()).toBeVisible();

  await head.goto('/inventory');
  await head.getByRole('button', { name: 'Ещё фильтр' }).click();
  await head.getByRole('menuitem', { name: `${name}, Вт` }).click();
  await head.getByRole('textbox', { name: 'С', exact: true }).fill('500');
  await expect(head).toHaveURL(/field=/);
  await expect(head.getByRole('row')).toHaveCount(2);
  const key = decodeURIComponent(head.url()).match(/"([a-z0-9_]+):gte:500"/)?.[1];
  expect(key).toBeTruthy();
});

test('tags are made, coloured and merged', async ({ as }) => {
  const page = await as('director');
  await page.goto('/catalogue/tags');
  await expectAccessible(page);
  const stamp = Date.now() % 100_000;
  const drawer = page.getByRole('complementary', { name: 'Тег' });
  for (const name of [`первый ${stamp}`, `второй ${stamp}`]) {
    await page.getByRole('button', { name: 'Тег', exact: true }).click();
    await drawer.getByRole('textbox', { name: 'Название' }).fill(name);
    await drawer.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText(`Тег «${name}» сохранён`)).toBeVisible();
  }
  await page.getByRole('button', { name: `первый ${stamp}` }).click();
  await drawer.getByRole('combobox', { name: 'Оставить тег' }).fill(`второй ${stamp}`);
  await page.getByRole('option', { name: `второй ${stamp}` }).click();
  await drawer.getByRole('button', { name: 'Объединить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByText(`Тег «первый ${stamp}» объединён с «второй ${stamp}»`)).toBeVisible();
  await expect(page.getByRole('button', { name: `первый ${stamp}` })).toHaveCount(0);
});
