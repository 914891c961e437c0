import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIRequestContext, chromium, type Page } from '@playwright/test';
import { expect, expectAccessible, fillSignIn, PASSWORD, roles, test } from './fixtures';

const WIDTH = 640;
const HEIGHT = 480;

async function api(request: APIRequestContext, email: string) {
  const answer = await request.post('/api/v1/auth/login', {
    data: { email, password: PASSWORD, client: 'api' },
  });
  const { access_token } = await answer.json();
  const headers = { Authorization: `Bearer ${access_token}` };
  return (path: string) => request.get(`/api/v1${path}`, { headers });
}

/** A camera's film of one picture: raw frames that Chromium plays for ever. */
async function film(page: Page, png: Buffer, file: string): Promise<void> {
  const luma = await page.evaluate(
    async ([source, width, height]) => {
      const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = 'rgb(190, 190, 190)';
      context.fillRect(0, 0, width, height);
      const side = Math.min(picture.width, height - 60);
      context.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, index) => data[index * 4] ?? 0);
    },
    [png.toString('base64'), WIDTH, HEIGHT] as const,
  );
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.from(luma),
    Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
  ]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]));
}

test('a camera reads a label and opens the card', async ({ page, request, baseURL }) => {
  const get = await api(request, roles.director);
  const { items } = await (await get('/inventory?q=Самовар%20тульский')).json();
  const item: { id: number; name: string } = items[0];
  const code = await get(`/inventory/${item.id}/qr?format=png&size=400`);
  const folder = mkdtempSync(join(tmpdir(), 'kulisa-film-'));
  const file = join(folder, 'label.y4m');
  await film(page, await code.body(), file);
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  });
  try {
    const context = await browser.newContext({
      baseURL: baseURL ?? '',
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
      viewport: { width: 390, height: 844 },
      permissions: ['camera'],
    });
    const phone = await context.newPage();
    const faults: string[] = [];
    phone.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    phone.on('pageerror', (error) => faults.push(error.message));
    phone.on('request', (sent) => {
      const foreign = !sent.url().startsWith(baseURL ?? '') && !/^(blob|data):/.test(sent.url());
      if (foreign) faults.push(`foreign ${sent.url()}`);
    });
    await phone.goto('/login');
    await fillSignIn(phone, roles.director);
    await phone.waitForURL((url) => url.pathname !== '/login');
    await phone.getByRole('link', { name: 'Скан' }).click();
    await expect(phone.getByRole('heading', { name: item.name })).toBeVisible({ timeout: 30_000 });
    await phone.getByRole('link', { name: 'Открыть карточку' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});

/** Presses keys as a hand scanner does on a computer set to Russian: the places are English, the letters are not. */
async function wedge(page: Page, code: string): Promise<void> {
  await page.evaluate((typed) => {
    const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
    const russian = 'йцукенгшщзхъфывапролджэячсмитьбю.';
    const places: Record<string, string> = { '-': 'Minus', '/': 'Slash', ':': 'Semicolon', '.': 'Period' };
    const strike = (place: string, key: string, shiftKey: boolean) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code: place, key, shiftKey, bubbles: true, cancelable: true }),
      );
    for (const sign of typed) {
      const low = sign === ':' ? ';' : sign.toLowerCase();
      const shift = sign === ':' || sign !== sign.toLowerCase();
      const letter = russian[latin.indexOf(low)] ?? sign;
      const place = /\d/.test(sign) ? `Digit${sign}` : (places[sign] ?? `Key${sign.toUpperCase()}`);
      strike(place, shift ? letter.toUpperCase() : letter, shift);
    }
    strike('Enter', 'Enter', false);
  }, code);
}

test('a hand scanner fills a list under the Russian layout', async ({ as, request, tolerance }) => {
  tolerance.statuses.push(404);
  const get = await api(request, roles.director);
  const { items } = await (await get('/inventory?page_size=2')).json();
  const page = await as('director');
  await page.goto('/scan');
  await expect(page.getByText('Камеры нет')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Подряд').click();
  const list = page.getByRole('region', { name: 'Отсканировано' });
  await wedge(page, `http://kulisa.example:8000/i/${items[0].id}`);
  await expect(list.getByText('1 предмет', { exact: true })).toBeVisible();
  await wedge(page, `http://kulisa.example:8000/i/${items[1].id}`);
  await expect(list.getByText('2 предмета', { exact: true })).toBeVisible();
  await wedge(page, `http://kulisa.example:8000/i/${items[0].id}`);
  await expect(list.getByText('повтор не засчитан')).toBeVisible();
  await wedge(page, '46018870');
  await expect(list.getByText('Неизвестный код 46018870')).toBeVisible();
  await expect(list.getByText('1 неизвестный код')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить последний скан' }).click();
  await expect(list.getByText('46018870')).toHaveCount(0);
  await page.reload();
  await expect(list.getByText('2 предмета', { exact: true })).toBeVisible();
  await expectAccessible(page);

  // While nobody answers a code is kept, and looked up later.
  tolerance.statuses.push(503);
  await page.route('**/inventory/resolve*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await wedge(page, 'vtk');
  await expect(page.getByText('Нет сети: 1 код сохранён, найдём его позже')).toBeVisible();
  await page.unroute('**/inventory/resolve*');
  await expect(list.getByText('Неизвестный код vtk')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Завершить' }).click();
  await expect(page.getByRole('dialog')).toContainText('Отсканировано 2 предмета');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Открыть списком' }).click();
  await expect(page.getByRole('row', { name: items[0].name })).toBeVisible();
  await expect(page.getByText('2 предмета', { exact: true })).toBeVisible();
});

test('a return counts what is out as it is scanned, once each', async ({ as, request, tolerance }) => {
  tolerance.statuses.push(404);
  const get = await api(request, roles.director);
  const out = await (await get('/inventory?status=on_stage&page_size=2')).json();
  const page = await as('director');
  await page.goto('/scan');
  await page.getByText('Вернуть', { exact: true }).first().click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(`Возврат, 0 из ${out.total}`);
  const list = page.getByRole('region', { name: 'Отсканировано' });
  await wedge(page, `http://kulisa.example:8000/i/${out.items[0].id}`);
  await expect(heading).toHaveText(`Возврат, 1 из ${out.total}`);
  await wedge(page, `http://kulisa.example:8000/i/${out.items[0].id}`);
  await expect(list.getByText('повтор не засчитан')).toBeVisible();
  await wedge(page, '46018871');
  await expect(list.getByText('1 неизвестный код')).toBeVisible();
  await expect(heading).toHaveText(`Возврат, 1 из ${out.total}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  const question = page.getByRole('dialog', { name: `Не отсканирован` });
  await question.getByRole('button', { name: 'Вернуть', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /Возврат|Вернуть/ });
  await dialog.locator('button[type="submit"]').click();
  await expect(dialog.getByRole('status')).toContainText('1');
  await dialog.locator('button[type="submit"]').click();
  await expect(list.getByText('Неизвестный код 46018871')).toBeVisible();
  await expect(heading).toHaveText(`Возврат, 0 из ${out.total - 1}`);
  await page.getByRole('dialog', { name: 'Готово' }).getByRole('button', { name: 'Отменить всё' }).click();
  await expect(heading).toHaveText(`Возврат, 0 из ${out.total}`);
});

test('a code on a label opens the item, and its label is printed from the card', async ({
  as,
  request,
  tolerance,
}) => {
  // A third preview in the making waits for its turn; the page asks again.
  tolerance.statuses.push(429);
  const get = await api(request, roles.director);
  const { items } = await (await get('/inventory?q=Самовар%20тульский')).json();
  const page = await as('director');
  await page.goto(`/i/${items[0].id}`);
  await expect(page).toHaveURL(new RegExp(`/inventory/${items[0].id}$`));
  await page.locator('main').getByRole('button', { name: 'Ещё действия' }).first().click();
  await page.getByRole('menuitem', { name: 'Этикетка' }).click();
  await expect(page.getByRole('img', { name: 'Первый лист' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Копий каждой' }).fill('30');
  await page.getByRole('textbox', { name: 'Начать с места' }).fill('20');
  await expect(page.getByText('30 этикеток на 3 листах')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Скачать PDF' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^Этикетки \d\d\.\d\d\.\d{4}\.pdf$/);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  await page.getByRole('button', { name: 'Сделать свою' }).click();
  const editor = page.getByRole('dialog');
  const name = `Наша ${Date.now()}`;
  await editor.getByRole('textbox', { name: 'Название' }).fill(name);
  await expectAccessible(page);
  await editor.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('combobox', { name: 'Вид этикетки' })).toHaveValue(name);
  await page.getByRole('button', { name: 'Настроить' }).click();
  await editor.getByRole('button', { name: 'Удалить' }).click();
  await page
    .getByRole('dialog', { name: /Удалить этикетку/ })
    .getByRole('button', { name: 'Удалить' })
    .click();
  await expect(page.getByText(`Этикетка «${name}» удалена`)).toBeVisible();
});
