import { expect, expectAccessible, fillSignIn, roles, test } from './fixtures';

test.describe('sign-in', () => {
  test('opens for every demo account and leads to the start page', async ({ browser, baseURL }) => {
    test.slow();
    for (const email of Object.values(roles)) {
      const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'ru-RU' });
      const page = await context.newPage();
      await page.goto('/login');
      await fillSignIn(page, email);
      await page.waitForURL((url) => url.pathname !== '/login');
      await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
      await context.close();
    }
  });

  test('remembers the asked page and restores the session after a reload', async ({ page, tolerance }) => {
    tolerance.statuses.push(401);
    await page.goto('/profile');
    await expect(page).toHaveURL(/\/login\?next=%2Fprofile/);
    await expect(page.getByRole('status')).toHaveText('Войдите, чтобы открыть эту страницу.');
    await fillSignIn(page, roles.director);
    await expect(page).toHaveURL('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await expect(page).toHaveTitle('Профиль · Кулиса');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
  });

  test('says that the pair is wrong without saying which half', async ({ page, tolerance }) => {
    tolerance.statuses.push(401);
    await page.goto('/login');
    const answers: string[] = [];
    for (const email of ['nobody@theatre.demo', roles.director]) {
      await fillSignIn(page, email, 'wrong-password');
      const field = page.locator('input[autocomplete="current-password"]');
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toBeFocused();
      answers.push(await page.locator('.mantine-InputWrapper-error').innerText());
      await page.reload();
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).not.toBe('');
  });

  test('checks the fields before asking the server', async ({ page }) => {
    await page.goto('/login');
    await page.getByRole('button', { name: 'Войти' }).click();
    await expect(page.getByRole('textbox', { name: 'Эл. почта' })).toBeFocused();
    await expect(page.getByText('Заполните поле').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Эл. почта' }).fill('опечатка');
    await page.getByRole('button', { name: 'Войти' }).click();
    await expect(page.getByText('Похоже, в адресе почты опечатка')).toBeVisible();
  });

  test('shows the password, warns of Caps Lock and speaks English', async ({ page }) => {
    await page.goto('/login');
    const password = page.locator('input[autocomplete="current-password"]');
    await password.fill('secret');
    await page.getByRole('button', { name: 'Показать пароль' }).click();
    await expect(password).toHaveAttribute('type', 'text');
    await password.focus();
    await password.evaluate((field) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: true })),
    );
    await expect(page.getByText('Включён Caps Lock')).toBeVisible();
    await page.getByText('Eng', { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Staff sign-in' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Staff sign-in' })).toBeVisible();
  });

  test('names the theatre and tonight’s show', async ({ page, request }) => {
    const { theater, tonight } = await (await request.get('/api/v1/auth/front')).json();
    await page.goto('/login');
    await expect(page.getByText(theater ?? 'Система управления театром', { exact: true })).toBeVisible();
    if (tonight) await expect(page.getByText(`«${tonight.title}», `)).toBeVisible();
    else await expect(page.getByText('Сегодня')).toHaveCount(0);
  });

  test('offers a forgotten password only where mail is set up', async ({ page, request }) => {
    const options = await (await request.get('/api/v1/auth/options')).json();
    await page.goto('/login');
    await expect(page.getByText(`Версия ${options.version}`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Забыли пароль?' })).toHaveCount(
      options.password_reset ? 1 : 0,
    );
    await page.goto('/forgot-password');
    await expect(page.getByRole('heading', { level: 1, name: 'Восстановление пароля' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/reset-password');
    await expect(page.getByRole('status')).toContainText('В ссылке нет кода');
    await expectAccessible(page);
  });

  test('keeps no token where a script could read it later', async ({ page, context }) => {
    await page.goto('/login');
    await fillSignIn(page, roles.director);
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    const stored = await page.evaluate(async () => ({
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      cookie: document.cookie,
      kept: JSON.stringify(
        await Promise.all(
          (await indexedDB.databases()).map(async ({ name = '' }) => {
            const answer = (request: IDBRequest) =>
              new Promise<unknown>((done) => {
                request.onsuccess = () => done(request.result);
              });
            const database = (await answer(indexedDB.open(name))) as IDBDatabase;
            const stores = [...database.objectStoreNames];
            return Promise.all(
              stores.map((store) => answer(database.transaction(store).objectStore(store).getAll())),
            );
          }),
        ),
      ),
    }));
    expect(stored.cookie).toBe('');
    for (const cookie of await context.cookies()) {
      expect(cookie.httpOnly).toBe(true);
      expect(cookie.sameSite).toBe('Strict');
      expect(stored.local + stored.session + stored.kept).not.toContain(cookie.value);
    }
    expect(stored.local + stored.session + stored.kept).not.toMatch(/eyJ|token/i);
  });

  test('survives two tabs that come back at once', async ({ page, context }) => {
    await page.goto('/login');
    await fillSignIn(page, roles.director);
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    const other = await context.newPage();
    await Promise.all([page.reload(), other.goto('/profile')]);
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    await expect(other.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await other.close();
  });

  test('ends in all tabs when one signs out', async ({ page, context, tolerance }) => {
    tolerance.statuses.push(401);
    await page.goto('/login');
    await fillSignIn(page, roles.director);
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    const other = await context.newPage();
    await other.goto('/profile');
    await expect(other.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
    await page.getByRole('button', { name: /Меню пользователя/ }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await expect(page.getByRole('status')).toHaveText('Вы вышли из системы.');
    await expect(other).toHaveURL(/\/login/);
    await other.close();
    await page.goto('/profile');
    await expect(page).toHaveURL(/\/login\?next=%2Fprofile/);
  });

  test('says that the session has ended and leads back to the page', async ({ page, context, tolerance }) => {
    tolerance.statuses.push(401);
    await page.goto('/login');
    await fillSignIn(page, roles.director);
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
    // The refresh cookie is gone and the access token is refused, as after a long night.
    await context.clearCookies();
    await page.route('**/api/v1/auth/sessions', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"code":"auth.required"}',
      }),
    );
    await page.getByRole('link', { name: 'Профиль' }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fprofile/);
    await expect(page.getByRole('status')).toContainText(/Сеанс завершён в \d\d:\d\d/);
    await page.unroute('**/api/v1/auth/sessions');
    await fillSignIn(page, roles.director);
    await expect(page.getByRole('heading', { level: 1, name: 'Профиль' })).toBeVisible();
  });

  for (const [name, size] of [
    ['desktop', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`is accessible on a ${name}, ${colorScheme}`, async ({ page }) => {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        await page.goto('/login');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      });
    }
  }
});
