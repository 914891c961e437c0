import type { Locator, Page } from '@playwright/test';
import { expect, type Role, test } from './fixtures';

/** The last number written in a text, with its thousands apart: «1 811». */
async function figure(place: Locator): Promise<number> {
  await expect(place).toHaveText(/\d/);
  const found = (await place.innerText()).match(/\d[\d\s]*/g)?.at(-1) ?? '';
  return Number(found.replace(/\s/g, ''));
}

/** Follows links with a number to the inventory; its head and its foot tell as many rows. */
async function expectItems(page: Page, from: string, links: (page: Page) => Locator, most: number) {
  await page.goto(from);
  await expect(links(page).first()).toHaveText(/\d/);
  const found = await links(page).evaluateAll((all) =>
    all.map((link) => ({ href: link.getAttribute('href') ?? '', text: (link as HTMLElement).innerText })),
  );
  for (const { href, text } of found.filter(({ text }) => /\d\s*$/.test(text)).slice(0, most)) {
    const count = Number((text.match(/\d[\d\s]*$/)?.[0] ?? '').replace(/\s/g, ''));
    await page.goto(href);
    const where = `${from}: ${text.replace(/\s+/g, ' ')}`;
    const told = page.locator('header', { has: page.getByRole('heading', { level: 1 }) });
    await expect(told, where).toContainText(/\d+ предмет|Ничего/);
    if (count === 0) await expect(page.locator('tbody tr'), where).toHaveCount(0);
    else await expect(page.getByText(/^Строки 1–/), where).toHaveText(new RegExp(` из ${count}$`));
  }
}

/** The badge of one's calls opens as many calls as it tells. */
async function expectWaiting(page: Page) {
  await page.goto('/schedule/mine');
  const badge = page.getByRole('link', { name: /ждут? ответа/ });
  const count = await figure(page.getByText(/^Ждут ответа: \d+$/));
  await expect(badge).toContainText(String(count));
  await badge.click();
  await expect(page.getByRole('main').getByRole('button', { name: /^Не смогу/ })).toHaveCount(count);
}

const SHORT: Role[] = ['director', 'head', 'actor'];

for (const role of SHORT)
  test(`${role}: every number of the menu, the inventory and the calls opens its rows`, async ({ as }) => {
    const page = await as(role);
    await expectWaiting(page);
    const views = (at: Page) => at.getByRole('navigation').first().locator('a[href*="view="]');
    await expectItems(page, '/inventory', views, 1);
    const counted = (at: Page) =>
      at
        .getByRole('main')
        .locator('a[href^="/inventory?"]:is([href*="category="], [href*="has_photo="], [href*="idle="])');
    await expectItems(page, role === 'actor' ? '/catalogue/categories' : '/inventory/analytics', counted, 3);

    // A title's items, and its dates ahead.
    await page.goto('/performances');
    const row = page.getByRole('main').locator('tbody tr', { hasText: 'Вишнёвый сад' });
    const items = await figure(row.getByRole('cell').last());
    await row.getByRole('link').first().click();
    await expect(page.getByText(new RegExp(`^${items} (строк|предмет)`))).toBeVisible();
    const dates = page
      .getByRole('region', { name: 'Ближайшие события' })
      .or(page.locator('section', { has: page.getByRole('heading', { name: 'Ближайшие события' }) }));
    const more = dates.getByRole('button', { name: /^и ещё \d+$/ });
    const shown = await dates.getByRole('listitem').count();
    const rest = await figure(more);
    await more.click();
    await expect(dates.getByRole('listitem')).toHaveCount(shown + rest);
  });

for (const role of ['director', 'head'] as const)
  test(`${role}: what lies ahead is told in the schedule's head and listed`, async ({ as }) => {
    const page = await as(role);
    const main = page.getByRole('main');
    for (const name of [/^\d+ конфликт\S* впереди$/, /^Незакрытые роли: \d+$/]) {
      await page.goto('/schedule');
      const link = main.getByRole('link', { name });
      const count = Number((await link.innerText()).match(/\d+/)?.[0]);
      await link.click();
      await expect(main.locator('section > ul > li')).toHaveCount(count);
      await expect(main.getByText(new RegExp(`^(Конфликты|Незакрытые роли): ${count}$`))).toBeVisible();
    }
    // The legend counts the period's events, the list shows them.
    await page.goto('/schedule?show=list');
    const told = await figure(main.getByText(/, \d+ событ/).first());
    const texts = await main
      .getByRole('group', { name: 'Виды событий' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(texts).toHaveLength(6);
    const sum = texts.reduce((total, text) => total + Number(text.match(/\d+/)?.[0] ?? 0), 0);
    expect(sum, texts.join()).toBe(told);
  });

for (const role of ['staff', 'actor'] as const)
  test(`${role}: reads who is called, and no share of the answers`, async ({ as }) => {
    const page = await as(role);
    await page.goto('/schedule/mine');
    await page
      .getByRole('main')
      .getByRole('link', { name: /спектакль|Вишнёвый сад|Чайка/ })
      .first()
      .click();
    const sheet = page.getByRole('region', { name: 'Вызывной лист' });
    await expect(sheet.getByRole('button', { expanded: true }).first()).toContainText(/\d/);
    await expect(sheet.getByText(/\d из \d|подтверждено/)).toHaveCount(0);
    // The page of conflicts is a planner's or a colleague's, not an artist's.
    await page.goto('/schedule/conflicts');
    const title = role === 'actor' ? 'Нет доступа' : 'Конфликты впереди';
    await expect(page.getByRole('main').getByRole('heading', { name: title })).toBeVisible();
  });
