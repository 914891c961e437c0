import { expect, expectAccessible, fillSignIn, roles, test } from './fixtures';

test.describe('shell', () => {
  test('offers each role what it may do', async ({ as }) => {
    const actor = await as('actor');
    await actor.goto('/');
    await expect(actor.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    await expect(actor.getByRole('button', { name: 'Создать' })).toHaveCount(0);
    await actor.goto('/inventory/new');
    await expect(actor.getByRole('heading', { level: 1, name: 'Нет доступа' })).toBeVisible();
    const director = await as('director');
    await director.goto('/');
    await expect(director.getByRole('link', { name: 'Инвентарь' })).toBeVisible();
    await expect(director.getByRole('button', { name: 'Создать' })).toBeVisible();
  });

  test('goes by keys in any layout and lists them', async ({ as }) => {
    const page = await as('director');
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await page.keyboard.press('KeyG');
    await page.keyboard.press('KeyI');
    await expect(page).toHaveURL(/\/inventory/);
    await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeFocused();
    await page.evaluate(() => {
      for (const [key, code] of [
        ['п', 'KeyG'],
        ['з', 'KeyP'],
      ] as const) {
        document.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
      }
    });
    await expect(page).toHaveURL('/profile');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Горячие клавиши' });
    await expect(sheet).toContainText('Открыть: Инвентарь');
    // `style-src 'self'` would refuse them: dialogs, menus and tooltips must do without.
    await expect(page.locator('style')).toHaveCount(0);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await page.getByLabel('Телефон').focus();
    await page.keyboard.press('?');
    await expect(sheet).toBeHidden();
  });

  test('searches the inventory from anywhere by /', async ({ as }) => {
    const page = await as('director');
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Поиск по инвентарю' })).toBeFocused();
    await page.keyboard.type('кресл');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/inventory\?q=/);
    expect(new URL(page.url()).searchParams.get('q')).toBe('кресл');
    await page.goBack();
    await expect(page).toHaveURL('/profile');
    await expect(page.getByRole('searchbox', { name: 'Поиск по инвентарю' })).toHaveValue('');
  });

  test('lets the keyboard skip the menu', async ({ as }) => {
    const page = await as('director');
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Перейти к содержанию' });
    await expect(skip).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  test('keeps theme, language and row height with the account', async ({ as, browser, baseURL }) => {
    const page = await as('assistant');
    await page.goto('/profile');
    await page.getByRole('button', { name: /Меню пользователя/ }).click();
    const saved = () =>
      page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await Promise.all([saved(), page.getByText('Ночь', { exact: true }).click()]);
    await Promise.all([saved(), page.getByText('44', { exact: true }).click()]);
    await Promise.all([saved(), page.getByText('Eng', { exact: true }).click()]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');

    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '', locale: 'ru-RU' });
    const fresh = await elsewhere.newPage();
    await fresh.goto('/login');
    await fillSignIn(fresh, roles.assistant);
    await expect(fresh.locator('html')).toHaveAttribute('lang', 'en');
    await expect(fresh.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(fresh.locator('html')).toHaveAttribute('data-density', 'comfortable');
    await elsewhere.close();

    await Promise.all([saved(), page.getByText('Рус', { exact: true }).click()]);
    await Promise.all([saved(), page.getByText('Авто', { exact: true }).click()]);
    await Promise.all([saved(), page.getByText('36', { exact: true }).click()]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  });

  test('tells an unknown address, inside the frame', async ({ as }) => {
    const page = await as('director');
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading', { level: 1, name: 'Страница не найдена' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    await expectAccessible(page);
  });

  test('says that the server is away and heals by itself', async ({ as, tolerance }) => {
    tolerance.statuses.push(503);
    const page = await as('director');
    await page.goto('/inventory');
    await expect(page.getByRole('heading', { level: 1, name: 'Инвентарь' })).toBeVisible();
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'Retry-After': '2', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify({
          title: 'Сервер временно недоступен',
          status: 503,
          code: 'unavailable',
          errors: [],
        }),
      }),
    );
    await page.getByRole('link', { name: 'Профиль' }).click();
    await expect(page.getByText('Сервер временно недоступен.', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await page.unroute('**/api/v1/**');
    await expect(page.getByText('Сервер временно недоступен.', { exact: true })).toBeHidden({
      timeout: 15_000,
    });
    await expect(page.getByText('Этот сеанс')).toBeVisible();
  });

  test('collapses the menu and remembers it', async ({ as }) => {
    const page = await as('director');
    await page.goto('/profile');
    await page.getByRole('button', { name: 'Свернуть меню' }).click();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Развернуть меню' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Инвентарь' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Развернуть меню' }).click();
  });

  test('works with the thumb on a phone', async ({ as }) => {
    const page = await as('staff');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/profile');
    const bar = page.getByRole('navigation', { name: 'Разделы' });
    await expect(bar.getByRole('link', { name: 'Инвентарь' })).toBeVisible();
    await bar.getByRole('button', { name: 'Ещё' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('button', { name: 'Выйти' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});

test.describe('profile', () => {
  test('changes personal data and guards unsaved input', async ({ as }) => {
    const page = await as('head');
    await page.goto('/profile');
    const phone = page.getByLabel('Телефон');
    const before = await phone.inputValue();
    await phone.fill('+7 900 111-22-33');
    await page.getByRole('link', { name: 'Инвентарь' }).click();
    const question = page.getByRole('dialog', { name: 'Изменения не сохранены' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Остаться' }).click();
    await expect(phone).toHaveValue('+7 900 111-22-33');
    await phone.press('Control+Enter');
    await expect(page.getByText('Данные сохранены')).toBeVisible();
    await page.reload();
    await expect(phone).toHaveValue('+7 900 111-22-33');
    await phone.fill(before);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Данные сохранены')).toBeVisible();
  });

  test('says which password rule is broken and lists the sessions', async ({ as, tolerance }) => {
    tolerance.statuses.push(400, 401, 403, 409, 422);
    const page = await as('head');
    await page.goto('/profile');
    await page.getByLabel('Текущий пароль').fill('not-my-password');
    await page.getByLabel('Новый пароль', { exact: true }).fill('short');
    await page.getByLabel('Повторите новый пароль').fill('other');
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await expect(page.getByText('Не короче 12 символов', { exact: true })).toBeVisible();
    await page.getByLabel('Новый пароль', { exact: true }).fill('a-long-enough-password');
    await page.getByLabel('Повторите новый пароль').fill('a-long-enough-passwor');
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await expect(page.getByText('Пароли не совпадают')).toBeVisible();
    await page.getByLabel('Повторите новый пароль').fill('a-long-enough-password');
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await expect(page.locator('[aria-invalid="true"], [role="alert"]').first()).toBeVisible();
    await expect(page.getByText('Этот сеанс')).toBeVisible();
    await expectAccessible(page);
  });
});
