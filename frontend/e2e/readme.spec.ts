import { expect, test } from './fixtures';

/** Where the README looks for its picture; it is renewed by `README_PICTURE=1 npm run e2e -- readme`. */
const PICTURE = '../docs/images/inventory.png';

test('the picture of the README shows the list with a card open', async ({ as }, testInfo) => {
  const page = await as('admin');
  await page.goto('/inventory?category=1&sort=-quantity');
  await page.getByRole('link', { name: 'Кресло (красное)' }).first().click();
  const card = page.getByRole('complementary', { name: 'Карточка предмета' });
  await expect(card.getByText('Остатки')).toBeVisible();
  await expect(card.getByRole('heading', { name: 'Движения' })).toBeVisible();
  await page.screenshot({
    path: process.env.README_PICTURE ? PICTURE : testInfo.outputPath('inventory.png'),
  });
});
