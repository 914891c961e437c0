import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { api } from './schedule-steps';

/** How far each box that scrolls, the document among them, goes on below the last thing that can be seen in it. */
function blank(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
    const boxes = [root, ...[...document.querySelectorAll('body *')].filter(scrolls)];
    const boxOf = (element: Element) => element.parentElement?.closest('.in-box') ?? root;
    for (const box of boxes) if (box !== root) box.classList.add('in-box');
    const ends = new Map(boxes.map((box) => [box, box.clientHeight]));
    for (const element of document.querySelectorAll('body *')) {
      const { width, height, bottom } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest('.visually-hidden')) continue;
      const box = boxOf(element);
      const top = box === root ? -box.scrollTop : box.getBoundingClientRect().top - box.scrollTop;
      ends.set(box, Math.max(ends.get(box) ?? 0, bottom - top));
    }
    return boxes.flatMap((box) => {
      const px = Math.round(box.scrollHeight - (ends.get(box) ?? 0));
      return px > 100 ? [`${box.tagName} ${box.className}: ${px} px`] : [];
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('no page scrolls beyond its content', async ({ as, request }) => {
    test.slow();
    const page = await as('director');
    const planner = await api(request, 'director');
    const now = Date.now();
    const [from, to] = [now, now + 60 * 86_400_000].map((at) => new Date(at).toISOString());
    const { items } = await planner.get(`/schedule/conflicts?from=${from}&to=${to}`);
    const clash = `/schedule/${items[0].events[0].id}`;
    for (const path of [
      '/inventory',
      '/inventory/movements',
      '/inventory/care',
      '/inventory/analytics',
      '/inventory/changes',
      '/inventory/imports',
      '/inventory/new',
      '/catalogue/categories',
      '/catalogue/tags',
      '/performances',
      '/schedule',
      '/schedule?show=list',
      '/schedule/conflicts',
      '/schedule/absences',
      '/schedule/plan',
      '/schedule/call-sheet',
      '/schedule/new',
      clash,
      `${clash}/edit`,
      '/profile',
      '/scan',
    ]) {
      await page.goto(path);
      await expect(page.locator('h1').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect.soft(await blank(page), path).toEqual([]);
    }
  });
});
