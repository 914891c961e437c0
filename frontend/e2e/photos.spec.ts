import { crc32, deflateSync } from 'node:zlib';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, PASSWORD, roles, test } from './fixtures';

type Colour = readonly [number, number, number];
const RED: Colour = [176, 38, 30];
const BLUE: Colour = [59, 79, 184];
const GREEN: Colour = [11, 107, 58];

/** A PNG of two halves, one beside the other. */
function picture(left: Colour, right: Colour, width = 640, height = 400): Buffer {
  const part = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.from([
    0,
    ...Array.from({ length: width }, (_, x) => (x < width / 2 ? left : right)).flat(),
  ]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', head),
    part('IDAT', pixels),
    part('IEND', Buffer.alloc(0)),
  ]);
}

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Карточка предмета' });

/** An item of a department, made by the administrator, with as many photos as asked for. */
async function lamp(
  request: APIRequestContext,
  photos: readonly Buffer[] = [],
  department = 'Осветительный цех',
) {
  const signIn = await request.post('/api/v1/auth/login', {
    data: { email: roles.admin, password: PASSWORD, client: 'api' },
  });
  const headers = { Authorization: `Bearer ${(await signIn.json()).access_token}` };
  const departments = await (await request.get('/api/v1/departments?page_size=50', { headers })).json();
  const owner = departments.items.find(({ name }: { name: string }) => name === department);
  const name = `Фонарь снимаемый ${Date.now().toString(36)}`;
  const made = await request.post('/api/v1/inventory', { headers, data: { name, department_id: owner.id } });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  for (const [index, buffer] of photos.entries()) {
    const sent = await request.post(`/api/v1/inventory/${id}/photos`, {
      headers,
      multipart: { files: file(`${index}.png`, buffer) },
    });
    expect(sent.status()).toBe(201);
  }
  return { id, name };
}

/** Waits until a picture has really been drawn. */
async function expectDrawn(image: Locator): Promise<void> {
  await expect
    .poll(() => image.first().evaluate((node) => (node instanceof HTMLImageElement ? node.naturalWidth : 0)))
    .toBeGreaterThan(0);
}

test('the head of a department adds, orders, turns and deletes photos', async ({ as, request }) => {
  const { id, name } = await lamp(request);
  const page = await as('head');
  await page.goto(`/inventory?q=${encodeURIComponent(name)}&item=${id}`);
  const card = drawer(page);
  await expect(card.getByText('Добавьте фото')).toBeVisible();

  const choosing = page.waitForEvent('filechooser');
  await card.getByRole('button', { name: 'Выбрать файлы' }).click();
  await (await choosing).setFiles([
    file('первый.png', picture(RED, BLUE)),
    { name: 'смета.txt', mimeType: 'text/plain', buffer: Buffer.from('не фото') },
    file('второй.png', picture(GREEN, BLUE)),
  ]);
  await expect(card.getByText('Это не изображение')).toBeVisible();
  await card.getByRole('button', { name: 'Убрать из списка: смета.txt' }).click();
  await expect(card.getByRole('button', { name: 'Открыть фото 2 из 2' })).toBeVisible();
  await expectDrawn(card.locator('img'));
  await expectAccessible(page);

  await card.getByRole('button', { name: 'Управлять фото' }).click();
  const manager = page.getByRole('dialog', { name: `Фото: ${name}` });
  await expect(manager.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  const signs = () => manager.getByRole('listitem').getByRole('textbox', { name: 'Подпись' });
  await signs().first().fill('Бирка');
  const captioned = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await page.keyboard.press('Enter');
  await captioned;

  await manager.getByRole('button', { name: 'Переставить фото 1 из 2' }).focus();
  const ordered = page.waitForResponse((answer) => answer.url().endsWith('/order') && answer.ok());
  await page.keyboard.press('ArrowRight');
  await ordered;
  await expect(signs().nth(1)).toHaveValue('Бирка');
  await expect(manager.getByText('Фото теперь 2 из 2')).toBeAttached();

  const first = manager.getByRole('listitem').first();
  const chosen = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await first.getByRole('button', { name: 'Сделать главным' }).click();
  await chosen;
  await expect(first.getByText('Главное')).toBeVisible();

  await first.getByRole('button', { name: 'Повернуть и обрезать' }).click();
  const editor = page.getByRole('dialog', { name: 'Повернуть и обрезать' });
  await expectDrawn(editor.locator('img'));
  await expectAccessible(page);
  await editor.getByRole('button', { name: 'Повернуть вправо' }).click();
  const edited = page.waitForResponse((answer) => answer.url().endsWith('/edit'));
  await editor.getByRole('button', { name: 'Сохранить' }).click();
  const turned = await (await edited).json();
  expect([turned.width, turned.height]).toEqual([400, 640]);
  await expect(editor).toBeHidden();

  await manager.getByRole('button', { name: 'Закрыть' }).click();
  await card.getByRole('button', { name: 'Открыть фото 1 из 2' }).click();
  const box = page.getByRole('dialog', { name: `Просмотр фото: ${name}` });
  await expectDrawn(box.locator('img'));
  await expect(box.getByText('1 из 2')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(box.getByText('Бирка')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await expect(card).toBeVisible();

  await page.goto(`/inventory?q=${encodeURIComponent(name)}`);
  await expectDrawn(page.getByRole('row').filter({ hasText: name }).locator('img'));
  await page.getByRole('button', { name: 'Сетка' }).click();
  await expect(page).toHaveURL(/layout=grid/);
  const tile = page.getByRole('listitem').filter({ hasText: name });
  await expectDrawn(tile.locator('img'));
  await expectAccessible(page);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar', { name: 'Действия с выбранными' })).toContainText('Выбран 1');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Галерея' }).click();
  await expectDrawn(tile.locator('img'));
  await expectAccessible(page);
  // The account remembers the choice; the address did not have to.
  await page.goto(`/inventory?q=${encodeURIComponent(name)}`);
  await expectDrawn(tile.locator('img'));
  await page.getByRole('button', { name: 'Таблица' }).click();
  await expect(page.getByRole('table')).toBeVisible();

  await page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
  await drawer(page).getByRole('button', { name: 'Управлять фото' }).click();
  for (const left of [1, 0]) {
    await manager.getByRole('button', { name: 'Удалить фото' }).first().click();
    const question = page.getByRole('dialog', { name: 'Удалить фото?' });
    await question.getByRole('button', { name: 'Удалить' }).click();
    await expect(manager.getByRole('listitem')).toHaveCount(left);
  }
});

test('somebody of another department looks and cannot touch', async ({ as, request }) => {
  const { id, name } = await lamp(request, [picture(RED, BLUE), picture(GREEN, RED)], 'Звуковой цех');
  const page = await as('head');
  await page.goto(`/inventory?q=${encodeURIComponent(name)}&item=${id}`);
  await expectDrawn(drawer(page).locator('img'));
  for (const act of ['Управлять фото', 'Добавить', 'Выбрать файлы']) {
    await expect(drawer(page).getByRole('button', { name: act })).toHaveCount(0);
  }
  await drawer(page).getByRole('button', { name: 'Открыть фото 2 из 2' }).click();
  await expect(page.getByRole('dialog', { name: `Просмотр фото: ${name}` })).toBeVisible();
});

test('a phone shows photos to swipe, and takes missing ones in a row', async ({ as, request }) => {
  const shown = await lamp(request, [picture(RED, BLUE), picture(GREEN, RED)]);
  const bare = await lamp(request);
  const page = await as('head');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/inventory/${shown.id}`);
  await expect(page.getByRole('heading', { level: 1, name: shown.name })).toBeVisible();
  await expectDrawn(page.locator('main img'));
  await expect(page.getByText('1 из 2')).toBeVisible();
  await page
    .getByRole('button', { name: 'Открыть фото 1 из 2' })
    .evaluate((node) => node.parentElement?.scrollTo({ left: 390 }));
  await expect(page.getByText('2 из 2')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/inventory?q=${encodeURIComponent(bare.name)}&has_photo=false`);
  await page.getByRole('button', { name: 'Снимать подряд' }).click();
  const queue = page.getByRole('dialog', { name: 'Съёмка без фото' });
  await expect(queue.getByRole('heading', { name: bare.name })).toBeVisible();
  await expectAccessible(page);
  const choosing = page.waitForEvent('filechooser');
  await queue.getByRole('button', { name: 'Выбрать файлы' }).click();
  await (await choosing).setFiles([file('снимок.png', picture(BLUE, GREEN))]);
  await expectDrawn(queue.locator('img'));
  await queue.getByRole('button', { name: 'Дальше' }).click();
  await expect(queue.getByText('С фото теперь 1 предмет.')).toBeVisible();
  await queue.getByRole('button', { name: 'К списку' }).click();
  await expect(page.getByText('По запросу')).toBeVisible();
});
