import { expect, test } from './fixtures';

/** Where the README looks for its pictures; they are renewed by `README_PICTURE=1 npm run e2e -- readme`. */
const PICTURES = '../docs/images';

test('the picture of the README shows the list with a card open', async ({ as }, testInfo) => {
  const page = await as('admin');
  await page.goto('/inventory?category=1&sort=-quantity');
  await page.getByRole('link', { name: 'Кресло (красное)' }).first().click();
  const card = page.getByRole('complementary', { name: 'Карточка предмета' });
  await expect(card.getByText('Остатки')).toBeVisible();
  await expect(card.getByRole('heading', { name: 'Движения' })).toBeVisible();
  await page.screenshot({
    path: process.env.README_PICTURE ? `${PICTURES}/inventory.png` : testInfo.outputPath('inventory.png'),
  });
});

test('the picture of the schedule shows the week of the stages', async ({ as }, testInfo) => {
  const page = await as('director');
  await page.goto('/schedule');
  await expect(page.getByRole('button', { name: /Чайка/ }).first()).toBeVisible();
  await expect(page.getByText('Без места').first()).toBeVisible();
  await page.screenshot({
    path: process.env.README_PICTURE ? `${PICTURES}/schedule.png` : testInfo.outputPath('schedule.png'),
  });
});
